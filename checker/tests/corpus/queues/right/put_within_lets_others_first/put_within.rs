// part: put_within
// idea: lets others go first, once, before it looks

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
        yield_now().await;
        match timeout(limit, self.room.acquire()).await {
            Ok(place) => self.put_in(place, item).map_err(|Closed(item)| NotPut::Closed(item)),
            Err(_elapsed) => Err(NotPut::TimedOut(item)),
        }
    }
}
