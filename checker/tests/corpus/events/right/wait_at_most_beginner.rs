// part: wait_at_most
// idea: looks first, then a timeout, then a flag and an if: clumsy

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    if event.is_set() {
        return Ok(());
    }
    let mut was_set = false;
    let waiting = async {
        event.wait().await;
        was_set = true;
    };
    let _ = timeout(limit, waiting).await;
    if was_set {
        return Ok(());
    } else {
        return Err(TimedOut);
    }
}
