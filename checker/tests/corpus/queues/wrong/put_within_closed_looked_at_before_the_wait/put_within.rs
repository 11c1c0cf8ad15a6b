// part: put_within
// mistake: looks at `closed` once, before it waits
// diagnosis: stale check
// breaks: "or when the queue is closed, also when that happens while this call waits": full, put_within(100 ms) waits, close at 30 ms: Ok at 30 ms, and the closed queue has one item more than its capacity

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
        if self.state.lock().unwrap().closed {
            return Err(NotPut::Closed(item));
        }
        match timeout(limit, self.turn_to_put()).await {
            Ok(_turn) => {
                self.state.lock().unwrap().items.push_back(item);
                self.filled.notify_one();
                Ok(())
            }
            Err(_elapsed) => Err(NotPut::TimedOut(item)),
        }
    }
}
