// part: wait_at_most
// mistake: after the wait it looks at the flag again, which may have been cleared
// diagnosis: looks again after the signal
// breaks: "TimedOut when the limit has passed and the event was not set meanwhile": set and clear at 5 ms, limit 20 ms, answers TimedOut at 5 ms

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let _ = timeout(limit, event.wait()).await;
    if event.is_set() { Ok(()) } else { Err(TimedOut) }
}
