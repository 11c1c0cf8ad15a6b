// part: try_enter
// mistake: the timeout covers the work as well
// diagnosis: timeout around the wrong future
// breaks: "for the wait alone: `work` may take as long as it takes": limit 1 is free, patience 10 ms, work 50 ms: Busy at 10 ms, with the work begun

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    timeout(patience, async {
        let _permit = limit.acquire().await.expect("nobody closes this semaphore");
        work.await
    })
    .await
    .map_err(|_| Busy)
}
