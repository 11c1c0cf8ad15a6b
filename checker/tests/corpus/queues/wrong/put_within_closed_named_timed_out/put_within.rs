// part: put_within
// mistake: one `else` for both reasons
// diagnosis: wrong reason to stop
// breaks: "Gives the item back when the limit has passed, or when the queue is closed" with a reason for each: full, put_within(100 ms) waits, close at 30 ms: TimedOut at 30 ms instead of Closed; the same on a queue that is closed already

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
        let Ok(Ok(place)) = timeout(limit, self.room.acquire()).await else {
            return Err(NotPut::TimedOut(item));
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        line.items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }
}
