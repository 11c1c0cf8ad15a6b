// part: run_after
// wrote: Spawned the work and followed the compiler's help: added `Send + 'static` to the signature.
// cause: You changed the signature of `run_after`; the stub has `<W: Future>`, and its callers rely on that.
// was: 1
// from: ra9, 2/ra7

use tokio::sync::SetOnce;

pub async fn run_after<W: Future + Send + 'static>(event: &SetOnce<()>, work: W) -> W::Output
where
    W::Output: Send + 'static,
{
    event.wait().await;
    tokio::spawn(work).await.unwrap()
}
