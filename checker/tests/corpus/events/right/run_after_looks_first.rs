// part: run_after
// idea: waits only if the event is not set yet

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    if !event.initialized() {
        let () = event.wait().await;
    }
    work.await
}
