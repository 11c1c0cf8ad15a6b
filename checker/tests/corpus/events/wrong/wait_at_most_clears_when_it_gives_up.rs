// part: wait_at_most
// mistake: clears the event when the limit has passed, also if it has just been set
// diagnosis: event not sticky
// breaks: "the event stays as it is, for everybody else": a set at the instant of the limit is undone

use crate::Event;

use std::time::Duration;

use tokio::select;
use tokio::time::sleep;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    select! {
        biased;
        () = sleep(limit) => {
            event.clear();
            Err(TimedOut)
        }
        () = event.wait() => Ok(()),
    }
}
