// part: wait_at_most
// mistake: a limit of its own begins after every look: half of the limit, then the whole limit again
// diagnosis: time not exact
// breaks: "no longer than `limit`, counted from the first poll on": never set, limit 20 ms, times out at 30 ms

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let mut wait = Box::pin(event.wait());
    if timeout(limit / 2, &mut wait).await.is_ok() {
        return Ok(());
    }
    // Not yet: the second and last try.
    timeout(limit, wait).await.map_err(|_| TimedOut)
}
