// part: run_after
// wrote: Made a runtime and called `block_on`, as with `asyncio.run` around a coroutine.
// cause: An `async fn` runs inside a runtime already: `.await` is all it needs.
// was: 2
// from: 2/z2

use tokio::runtime::Runtime;
use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    let rt = Runtime::new().unwrap();
    rt.block_on(event.wait());
    work.await
}
