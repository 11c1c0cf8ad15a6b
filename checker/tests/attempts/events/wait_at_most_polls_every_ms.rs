// part: wait_at_most
// wrote: asked every millisecond whether the event is set, until the limit is over
// cause: between two looks the event can be set and cleared, and you do not see it; `wait` would have.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let end = Instant::now() + limit;
    while Instant::now() < end {
        if event.is_set() {
            return Ok(());
        }
        sleep(Duration::from_millis(1)).await;
    }
    Err(TimedOut)
}
