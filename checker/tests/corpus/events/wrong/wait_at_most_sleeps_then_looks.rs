// part: wait_at_most
// mistake: sleeps for the whole limit and looks at the flag afterwards
// diagnosis: time used instead of a signal
// breaks: "Returns as soon as the event is set, and at once if it is set already": set at 5 ms, limit 20 ms, returns at 20 ms

use crate::Event;

use std::time::Duration;

use tokio::time::sleep;

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
