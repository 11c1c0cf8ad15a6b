// part: get_within
// wrote: slept for the limit and then looked whether something is there
// cause: `sleep(limit)` lasts for the whole limit, also when an item comes at once: wait for both together.

use std::time::Duration;

use tokio::time::sleep;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let (empty, closed) = {
            let state = self.state.lock().unwrap();
            (state.items.is_empty(), state.closed)
        };
        if empty && !closed {
            sleep(limit).await;
        }
        {
            let state = self.state.lock().unwrap();
            if state.items.is_empty() && !state.closed {
                return Err(TimedOut);
            }
        }
        Ok(self.get().await)
    }
}
