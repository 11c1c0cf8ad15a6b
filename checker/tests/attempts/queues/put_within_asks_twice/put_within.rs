// part: put_within
// wrote: waited for room with a limit, gave the permit back, and called `put`, sure that there is room
// cause: your permit is given back before `put` takes one: whoever waits behind you gets it, and `put` has no limit.

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
        match timeout(limit, self.room.acquire()).await {
            Ok(_) => self.put(item).await.map_err(|Closed(item)| NotPut::Closed(item)),
            Err(_) => Err(NotPut::TimedOut(item)),
        }
    }
}
