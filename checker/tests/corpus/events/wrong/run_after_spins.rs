// part: run_after
// mistake: asks for the event again and again, with only a yield in between
// diagnosis: busy waiting

use tokio::sync::SetOnce;
use tokio::task::yield_now;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    while !event.initialized() {
        yield_now().await;
    }
    work.await
}
