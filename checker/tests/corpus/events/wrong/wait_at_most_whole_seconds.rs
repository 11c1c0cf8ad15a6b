// part: wait_at_most
// mistake: the limit is rounded down to whole seconds
// diagnosis: time not exact
// breaks: "TimedOut when the limit has passed": limit 50 ms, times out at once; 1500 ms times out at 1000 ms

use crate::Event;

use std::time::Duration;

use tokio::time::sleep;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let seconds = limit.as_secs();
    tokio::select! {
        biased;
        () = event.wait() => Ok(()),
        () = sleep(Duration::from_secs(seconds)) => Err(TimedOut),
    }
}
