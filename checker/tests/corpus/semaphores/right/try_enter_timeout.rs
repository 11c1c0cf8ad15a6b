// part: try_enter
// idea: tokio's timeout around the acquire alone, then the work under the permit

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = timeout(patience, limit.acquire())
        .await
        .map_err(|_elapsed| Busy)?
        .expect("nobody closes this semaphore");
    Ok(work.await)
}
