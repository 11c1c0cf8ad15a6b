// part: run_after
// wrote: Waits in a `loop` that only looks at the event, with no `.await` in it.
// cause: The loop never gives the thread back, so nobody can set the event.
// was: 4
// from: 2/z1

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    loop {
        if event.initialized() {
            break;
        }
    }
    work.await
}
