// part: set_after
// wrote: Slept with `std::thread::sleep`, the first `sleep` that comes to mind.
// cause: `std::thread::sleep` stops the thread with all its tasks; tokio's `sleep(delay).await` stops only this one.
// was: 5
// from: 2/sa2

use std::time::Duration;

use tokio::sync::SetOnce;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    std::thread::sleep(delay);
    let _ = event.set(());
}
