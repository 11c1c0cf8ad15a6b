// part: try_enter
// wrote: one block with the permit and the work, and the timeout around it, as `asyncio.timeout` is used
// cause: your timeout is around the work too: it is cut off when the patience ends, though it had its permit.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    timeout(patience, async {
        let _permit = limit.acquire().await.unwrap();
        work.await
    })
    .await
    .map_err(|_| Busy)
}
