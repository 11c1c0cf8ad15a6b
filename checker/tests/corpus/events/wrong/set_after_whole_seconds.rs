// part: set_after
// mistake: lets only the whole seconds of the delay pass
// diagnosis: time not exact

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(Duration::from_secs(delay.as_secs())).await;
    let _ = event.set(());
}
