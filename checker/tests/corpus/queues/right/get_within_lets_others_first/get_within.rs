// part: get_within
// idea: lets others go first, once, before it looks

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        yield_now().await;
        timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
    }
}
