// part: wait_at_most
// wrote: spawned the wait, so rustc wanted `'static`, so the parameter became an `Arc<Event>`
// cause: `event` is given as `&Event`; it is the task that asks for more, and this part needs no task.
// compiles: alone

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: Arc<Event>, limit: Duration) -> Result<(), TimedOut> {
    let waiting = tokio::spawn(async move { event.wait().await });
    match timeout(limit, waiting).await {
        Ok(_) => Ok(()),
        Err(_) => Err(TimedOut),
    }
}
