// part: run_after
// idea: lets others go first, once, before it looks

use tokio::sync::SetOnce;
use tokio::task::yield_now;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    yield_now().await;
    event.wait().await;
    work.await
}
