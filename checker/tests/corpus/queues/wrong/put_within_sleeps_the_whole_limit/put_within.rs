// part: put_within
// mistake: when it is full, sleeps for the limit and then looks again
// diagnosis: time used instead of a signal
// breaks: "waits for room": full, put_within(100 ms) from 0 ms on, an item is taken at 30 ms: the item is in at 100 ms instead of 30 ms; a close is noticed at 100 ms only

use super::*;

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    /// The queue was full for as long as the limit lasts.
    TimedOut(T),
    /// The queue is closed.
    Closed(T),
}

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        let item = match self.try_put(item) {
            Err(NotPut::TimedOut(item)) => item,
            done => return done,
        };
        sleep(limit).await;
        self.try_put(item)
    }
}
