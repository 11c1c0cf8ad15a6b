// part: run_after
// wrote: Wrote `await event.wait()`, with `await` in front as in Python.
// cause: In Rust `.await` stands behind the future: `event.wait().await`.
// was: 5
// from: 2/z5

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    await event.wait();
    await work
}
