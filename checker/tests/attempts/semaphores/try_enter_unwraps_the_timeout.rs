// part: try_enter
// wrote: unwrapped twice, as in the tutorial
// cause: your first `unwrap` panics when the patience is over: that is the ordinary way to `Err(Busy)`.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = timeout(patience, limit.acquire()).await.unwrap().unwrap();
    Ok(work.await)
}
