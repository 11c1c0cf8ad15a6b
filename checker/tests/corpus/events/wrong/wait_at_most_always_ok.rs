// part: wait_at_most
// mistake: throws the result of the timeout away
// diagnosis: wrong output
// breaks: "TimedOut when the limit has passed and the event was not set meanwhile": never set, limit 20 ms, answers Ok at 20 ms

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let _ = timeout(limit, event.wait()).await;
    Ok(())
}
