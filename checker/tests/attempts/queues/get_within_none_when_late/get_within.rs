// part: get_within
// wrote: `None` for the timeout too, as "nothing came" is `None` in Python
// cause: `unwrap_or(None)` makes the limit look like a closed queue: `None` is for closed, late is `Err(TimedOut)`.

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        Ok(timeout(limit, self.get()).await.unwrap_or(None))
    }
}
