// part: set_after
// wrote: called `sleep` and did not await it, as one calls `time.sleep` in Python without asyncio
// cause: `sleep(delay);` only makes a future: without `.await` no time passes before the `set`.

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay);
    let _ = event.set(());
}
