// part: run_after
// wrote: Forgot to await the event, then called `work()`, as one calls a function that is handed over in Python.
// cause: `work` is a future already: await it, do not call it.
// was: 4
// from: ra1

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait();
    work()
}
