// part: wait_at_most
// mistake: waits in slices of 10 ms and looks at the limit between them only
// diagnosis: time not exact
// breaks: "no longer than `limit`": never set, limit 25 ms, times out at 30 ms; set at 27 ms gives Ok

use crate::Event;

use std::time::Duration;

use tokio::time::{Instant, timeout};

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

const SLICE: Duration = Duration::from_millis(10);

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if timeout(SLICE, event.wait()).await.is_ok() {
            return Ok(());
        }
    }
    Err(TimedOut)
}
