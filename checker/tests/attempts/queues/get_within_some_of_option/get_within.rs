// part: get_within
// wrote: wrapped what `get` returned in `Some`, forgetting that it is an `Option` already
// cause: `get` returns `Option<T>`: inside your `Ok(item)`, `item` is that option, so `Some(item)` is one too many.
// compiles: no

use std::time::Duration;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        match tokio::time::timeout(limit, self.get()).await {
            Ok(item) => Ok(Some(item)),
            Err(_) => Err(TimedOut),
        }
    }
}
