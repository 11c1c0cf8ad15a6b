// part: try_enter
// mistake: does not look whether it was a permit or the end of the patience
// diagnosis: goes on without waiting
// or: outcome taken for a bug
// breaks: "[`Busy`] when the patience has passed. Nothing of `work` has happened then": limit 1 is taken until 50 ms, patience 10 ms: the work begins at 10 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = timeout(patience, limit.acquire()).await;
    Ok(work.await)
}
