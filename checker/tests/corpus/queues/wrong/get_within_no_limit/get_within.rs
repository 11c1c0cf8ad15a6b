// part: get_within
// mistake: waits as `get` does, and takes no notice of the limit
// diagnosis: timeout around the wrong future
// breaks: "waits for one no longer than limit": empty, get_within(1 ms): it waits for ever

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        // The limit is for those who are in a hurry.
        let _ = limit;
        Ok(self.get().await)
    }
}
