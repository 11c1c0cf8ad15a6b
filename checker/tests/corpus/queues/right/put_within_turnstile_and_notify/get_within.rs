use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        match timeout(limit, self.turn_to_get()).await {
            Ok(_turn) => Ok(self.pop()),
            Err(_elapsed) => Err(TimedOut),
        }
    }
}
