// part: wait_at_most
// wrote: wrapped the wait in a block for the timeout and forgot the `.await` in it
// cause: in your block `event.wait()` is made and not awaited, so the block ends at once and all is `Ok`.

use std::time::Duration;

use tokio::time::timeout;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let waiting = async {
        event.wait();
    };
    match timeout(limit, waiting).await {
        Ok(()) => Ok(()),
        Err(_) => Err(TimedOut),
    }
}
