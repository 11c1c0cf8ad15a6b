// part: put_within
// wrote: cloned the item for the error and added the bound `T: Clone`, as rustc's help said
// cause: `T` is any type, also one that cannot be cloned: leave the bound away, and limit only the wait for room.
// compiles: alone

use std::time::Duration;

use tokio::time::timeout;

use super::{Closed, Queue};

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    TimedOut(T),
    Closed(T),
}

impl<T: Clone> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        match timeout(limit, self.put(item.clone())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Closed(item))) => Err(NotPut::Closed(item)),
            Err(_) => Err(NotPut::TimedOut(item)),
        }
    }
}
