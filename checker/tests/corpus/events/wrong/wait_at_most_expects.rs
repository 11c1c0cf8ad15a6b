// part: wait_at_most
// mistake: takes the end of the limit for a bug
// diagnosis: outcome taken for a bug
// breaks: "TimedOut when the limit has passed": never set, limit 20 ms, panics at 20 ms

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    timeout(limit, event.wait()).await.expect("the event is set in time");
    Ok(())
}
