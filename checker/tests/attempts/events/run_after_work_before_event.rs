// part: run_after
// wrote: Awaited the work first and kept its output, then awaited the event, as if the order did not matter.
// cause: `work.await` does the work right there, so the event is waited for only when everything is over.
// was: 5
// from: ra2

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    let out = work.await;
    event.wait().await;
    out
}
