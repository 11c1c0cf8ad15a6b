// part: run_after
// wrote: Put the wait and the work into `join!`, out of the habit of `asyncio.gather(event.wait(), work)`.
// cause: `join!` starts both at once; the work has to come after the wait.
// was: 3
// from: ra4, 2/ra3

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    tokio::join!(event.wait(), work).1
}
