// part: get_within
// mistake: says Ok(None) when the time is over
// diagnosis: wrong reason to stop
// breaks: "TimedOut when the limit has passed": empty and open, get_within(50 ms): Ok(None) at 50 ms

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        Ok(timeout(limit, self.get()).await.unwrap_or(None))
    }
}
