// part: run_after
// wrote: Typed the signature anew and forgot the word `async`.
// cause: You changed the signature: the stub has `pub async fn`, and only there may one write `.await`.
// was: 3
// from: 2/z4

use tokio::sync::SetOnce;

pub fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait().await;
    work.await
}
