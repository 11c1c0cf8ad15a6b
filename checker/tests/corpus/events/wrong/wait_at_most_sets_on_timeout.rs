// part: wait_at_most
// mistake: sets the event when the limit has passed, so that nobody hangs
// diagnosis: leaves something behind
// breaks: "The event stays as it is, for everybody else": another one waits without a limit; this call times out at 20 ms, and the other goes on at 20 ms; `is_set` is true

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    match timeout(limit, event.wait()).await {
        Ok(()) => Ok(()),
        Err(_) => {
            // It has taken too long: let everybody go.
            event.set();
            Err(TimedOut)
        }
    }
}
