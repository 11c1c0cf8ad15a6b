// part: get_within
// wrote: repeated the lines of `get` with a timeout, and left out the last of them
// cause: you take an item and add no permit to `room`: the place stays taken, and a producer waits for ever.

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        match timeout(limit, self.ready.acquire()).await {
            Ok(Ok(permit)) => permit.forget(),
            Ok(Err(_closed)) => {}
            Err(_) => return Err(TimedOut),
        }
        Ok(self.state.lock().unwrap().items.pop_front())
    }
}
