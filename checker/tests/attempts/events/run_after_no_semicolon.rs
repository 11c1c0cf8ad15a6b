// part: run_after
// wrote: Left out the semicolon at the end of the first line, as Python has none.
// cause: A statement ends with `;`, also after `.await`.
// was: 5
// from: 2/z3

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait().await
    work.await
}
