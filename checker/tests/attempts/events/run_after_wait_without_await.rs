// part: run_after
// wrote: Called `event.wait()` without `.await`: it looks like a blocking call.
// cause: `event.wait()` only makes a future; without `.await` nothing of it ever happens.
// was: 5
// from: ra3, 2/ra2

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait();
    work.await
}
