// part: run_after
// wrote: Looks at the event every 10 ms with tokio's `sleep`, as with `await asyncio.sleep(0.01)` in a loop.
// cause: The loop goes on when the sleep ends, up to 10 ms after the event was set: await the event itself.
// was: 4
// from: ra6, 2/ra4

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    while event.get().is_none() {
        sleep(Duration::from_millis(10)).await;
    }
    work.await
}
