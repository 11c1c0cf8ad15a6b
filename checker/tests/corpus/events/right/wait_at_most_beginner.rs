// part: wait_at_most
// idea: looks first, then a timeout, then a flag and an if: clumsy

use std::time::Duration;

use tokio::time::timeout;

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
