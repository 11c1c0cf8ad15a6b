// part: get_within
// wrote: waited for `ready` and took the item oneself; the permit is only bound to a name
// cause: your permit goes back to `ready` when the call returns: one permit too many for the items that are left.

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let _permit = timeout(limit, self.ready.acquire()).await.map_err(|_| TimedOut)?;
        let item = self.state.lock().unwrap().items.pop_front();
        if item.is_some() {
            self.room.add_permits(1);
        }
        Ok(item)
    }
}
