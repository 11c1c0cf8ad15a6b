// part: try_enter
// mistake: an elapsed patience panics
// diagnosis: outcome taken for a bug
// breaks: "[`Busy`] when the patience has passed": limit 1 is taken until 50 ms, patience 10 ms: panic at 10 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let permit = timeout(patience, limit.acquire()).await.expect("a permit comes in time");
    let _permit = permit.map_err(|_| Busy)?;
    Ok(work.await)
}
