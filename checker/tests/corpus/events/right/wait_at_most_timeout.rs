// part: wait_at_most
// idea: tokio::time::timeout around the wait, the error renamed

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    timeout(limit, event.wait()).await.map_err(|_| TimedOut)
}
