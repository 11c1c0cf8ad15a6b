// part: set_after
// mistake: checks before the delay that nobody has set the event, and relies on that after it
// diagnosis: outcome taken for a bug

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    let set = event.initialized();
    sleep(delay).await;
    if !set {
        event.set(()).expect("it is not set");
    }
}
