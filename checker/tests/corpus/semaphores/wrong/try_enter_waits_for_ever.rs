// part: try_enter
// mistake: the patience is not used: it waits for a permit however long that takes
// diagnosis: wrong reason to stop
// or: waits instead of refusing
// breaks: "[`Busy`] when the patience has passed": limit 1 is taken until 50 ms, patience 10 ms: the work begins at 50 ms

use std::time::Duration;

use tokio::sync::Semaphore;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, _patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = limit.acquire().await.expect("nobody closes this semaphore");
    Ok(work.await)
}
