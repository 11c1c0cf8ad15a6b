// part: try_enter
// mistake: `let _ =` drops the permit at once
// diagnosis: permit dropped before the work
// breaks: "The permit is kept until `work` has ended": limit 1, ann works 0-50 ms, bob (patience 10 ms) comes at 5 ms and begins at 5 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _ = timeout(patience, limit.acquire()).await.map_err(|_| Busy)?;
    Ok(work.await)
}
