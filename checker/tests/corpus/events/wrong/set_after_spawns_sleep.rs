// part: set_after
// mistake: spawns the sleep, does not await it, and sets the event at once
// diagnosis: task not awaited
// or: goes on without waiting

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    tokio::spawn(sleep(delay));
    let _ = event.set(());
}
