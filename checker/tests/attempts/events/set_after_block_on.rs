// part: set_after
// wrote: `block_on` for the sleep, as one calls `asyncio.run` to get a coroutine done
// cause: `block_on` cannot be used in code that the runtime runs already; in an async function you await.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    Handle::current().block_on(sleep(delay));
    let _ = event.set(());
}
