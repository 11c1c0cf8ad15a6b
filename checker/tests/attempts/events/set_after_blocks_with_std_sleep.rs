// part: set_after
// wrote: took `std::thread::sleep`, which the editor imported first, since Python has one `sleep` as well
// cause: `std::thread::sleep` stops the thread, and all other tasks with it; tokio's sleep lets them run.

use std::thread::sleep;
use std::time::Duration;

use tokio::sync::SetOnce;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay);
    let _ = event.set(());
}
