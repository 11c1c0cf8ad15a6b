// part: put_within
// mistake: the item goes into the future that is dropped when the time is over, and the call panics for want of it
// diagnosis: none
// breaks: "Gives the item back when the limit has passed": full, put_within(1 ms): a panic

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
        match timeout(limit, self.put(item)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Closed(item))) => Err(NotPut::Closed(item)),
            Err(_elapsed) => panic!("where is the item?"),
        }
    }
}
