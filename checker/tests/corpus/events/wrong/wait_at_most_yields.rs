// part: wait_at_most
// mistake: asks again and again with yield_now until the clock says that the limit has passed
// diagnosis: busy waiting
// breaks: "no longer than `limit`": virtual time never moves while the call is always ready, so nobody else who sleeps goes on and it never times out

use crate::Event;

use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::Instant;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let start = Instant::now();
    while !event.is_set() {
        if start.elapsed() >= limit {
            return Err(TimedOut);
        }
        yield_now().await;
    }
    Ok(())
}
