// part: wait_at_most
// mistake: waits in two halves with a pause of a few ms between, in which nobody listens
// diagnosis: lost wake-up
// or: time used instead of a signal
// breaks: "Returns as soon as the event is set": limit 24 ms: the halves are 0 to 10 ms and 14 to 24 ms; set at 12 ms, it returns at 14 ms; set and clear at 12 ms is not heard at all: TimedOut at 24 ms

use crate::Event;

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

const PAUSE: Duration = Duration::from_millis(4);

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    if limit <= PAUSE * 2 {
        return timeout(limit, event.wait()).await.map_err(|_| TimedOut);
    }
    let half = Duration::from_millis((limit - PAUSE).as_millis() as u64 / 2);
    if timeout(half, event.wait()).await.is_ok() {
        return Ok(());
    }
    // Give the others some air before the second try.
    sleep(PAUSE).await;
    timeout(limit - PAUSE - half, event.wait()).await.map_err(|_| TimedOut)
}
