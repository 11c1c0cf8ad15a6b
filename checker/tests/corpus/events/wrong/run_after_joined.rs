// part: run_after
// mistake: runs the work at the same time as it waits for the event
// diagnosis: goes on without waiting

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    let (_, output) = tokio::join!(event.wait(), work);
    output
}
