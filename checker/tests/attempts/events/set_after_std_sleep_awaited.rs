// part: set_after
// wrote: imported `sleep` from `std::thread` and put an `.await` behind it
// cause: `std::thread::sleep` returns `()` and no future; the one to be awaited is `tokio::time::sleep`.
// compiles: no

use std::thread::sleep;
use std::time::Duration;

use tokio::sync::SetOnce;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay).await;
    let _ = event.set(());
}
