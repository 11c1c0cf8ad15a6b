// part: run_after
// wrote: Looks at the event in a loop with `std::thread::sleep`, as with `time.sleep` in a script.
// cause: `std::thread::sleep` stops the thread, and the task that would set the event never gets its turn.
// was: 5
// from: ra5

use std::time::Duration;

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    while !event.initialized() {
        std::thread::sleep(Duration::from_millis(10));
    }
    work.await
}
