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
        match timeout(limit, self.turn_to_put()).await {
            Ok(_turn) => self.push(item).map_err(NotPut::Closed),
            Err(_elapsed) => Err(NotPut::TimedOut(item)),
        }
    }
}
