// part: wait_at_most
// wrote: slept for the whole limit and then asked the event
// cause: `sleep(limit)` lasts for the whole limit even if the event is set early: wait for both at once.

use std::time::Duration;

use tokio::time::sleep;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    if event.is_set() {
        return Ok(());
    }
    sleep(limit).await;
    if event.is_set() { Ok(()) } else { Err(TimedOut) }
}
