// part: put_within
// mistake: a timeout around each round of the loop
// diagnosis: timeout around the wrong future
// breaks: "waits for room no longer than limit": full; a put waits first, then put_within(50 ms) from 0 ms on; at 30 ms an item is taken and the put goes in, the queue is full again: TimedOut at 80 ms instead of 50 ms

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
    pub async fn put_within(&self, mut item: T, limit: Duration) -> Result<(), NotPut<T>> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_put();
        loop {
            match self.try_put(&ticket, item) {
                Try::Done => return Ok(()),
                Try::Closed(item) => return Err(NotPut::Closed(item)),
                Try::NotYet(back) => item = back,
            }
            if timeout(limit, news.changed()).await.is_err() {
                return Err(NotPut::TimedOut(item));
            }
        }
    }
}
