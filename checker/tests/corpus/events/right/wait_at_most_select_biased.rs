// part: wait_at_most
// idea: a biased select of the wait and a sleep, the event first

use crate::Event;

use std::time::Duration;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    tokio::select! {
        biased;
        _ = event.wait() => Ok(()),
        _ = tokio::time::sleep(limit) => Err(TimedOut),
    }
}
