// part: run_after
// mistake: looks every 50 ms whether the event is set, so the work begins late
// diagnosis: time used instead of a signal
// or: busy waiting

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    while !event.initialized() {
        sleep(Duration::from_millis(50)).await;
    }
    work.await
}
