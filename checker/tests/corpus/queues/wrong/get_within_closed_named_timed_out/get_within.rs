// part: get_within
// mistake: throws "closed" and "time over" into one pot
// diagnosis: wrong reason to stop
// breaks: "Ok(None) when the queue is empty and closed": on an empty closed queue it is Err(TimedOut) at once

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        match timeout(limit, self.get()).await {
            Ok(Some(item)) => Ok(Some(item)),
            _ => Err(TimedOut),
        }
    }
}
