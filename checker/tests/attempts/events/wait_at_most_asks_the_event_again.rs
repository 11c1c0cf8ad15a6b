// part: wait_at_most
// wrote: waited with a timeout, but decided by `is_set` afterwards
// cause: a `clear` right after the `set` makes `is_set` false again, although your wait has seen the `set`.

use std::time::Duration;

use tokio::time::timeout;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    timeout(limit, event.wait()).await.ok();
    if event.is_set() {
        Ok(())
    } else {
        Err(TimedOut)
    }
}
