// part: wait_at_most
// idea: a deadline instead of a duration, and none at all if it is too far away to be named

use crate::Event;

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let Some(deadline) = Instant::now().checked_add(limit) else {
        event.wait().await;
        return Ok(());
    };
    match timeout_at(deadline, event.wait()).await {
        Ok(()) => Ok(()),
        Err(_elapsed) => Err(TimedOut),
    }
}
