// part: run_after
// mistake: stops waiting for the event after one second and does the work all the same
// diagnosis: time used instead of a signal

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::timeout;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    let _ = timeout(Duration::from_secs(1), event.wait()).await;
    work.await
}
