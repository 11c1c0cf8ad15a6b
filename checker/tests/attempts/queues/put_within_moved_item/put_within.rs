// part: put_within
// wrote: a timeout around `put`, and the item once more for the error
// cause: `self.put(item)` has moved the item, and it is dropped with that future: limit only the wait for room.
// compiles: no

use std::time::Duration;

use tokio::time::timeout;

use super::{Closed, Queue};

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    TimedOut(T),
    Closed(T),
}

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        match timeout(limit, self.put(item)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Closed(item))) => Err(NotPut::Closed(item)),
            Err(_) => Err(NotPut::TimedOut(item)),
        }
    }
}
