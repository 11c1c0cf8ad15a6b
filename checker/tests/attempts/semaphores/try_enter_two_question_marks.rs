// part: try_enter
// wrote: `map_err` for the timeout, and a second `?` for the semaphore's own error
// cause: `acquire` has an error of its own, `AcquireError`, and your second `?` knows no way from it to `Busy`.
// compiles: no

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = timeout(patience, limit.acquire()).await.map_err(|_| Busy)??;
    Ok(work.await)
}
