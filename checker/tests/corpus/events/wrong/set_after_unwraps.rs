// part: set_after
// mistake: takes it for an error that somebody else has set the event
// diagnosis: outcome taken for a bug

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay).await;
    event.set(()).unwrap();
}
