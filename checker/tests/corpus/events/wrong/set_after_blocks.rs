// part: set_after
// mistake: blocks the thread while the delay passes
// diagnosis: blocking the thread

use std::time::Duration;

use tokio::sync::SetOnce;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    std::thread::sleep(delay);
    let _ = event.set(());
}
