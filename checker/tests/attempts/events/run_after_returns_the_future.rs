// part: run_after
// wrote: Returned `work` itself, not its output, as one returns a coroutine in Python for the caller to await.
// cause: `work` is a future; what is to be returned is its output, so await it.
// was: 2
// from: 2/ra1

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait();
    work
}
