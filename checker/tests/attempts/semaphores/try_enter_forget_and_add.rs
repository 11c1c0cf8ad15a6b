// part: try_enter
// wrote: forgot the permit and gave it back by `add_permits` after the work, as `acquire` and `release`
// cause: if the call is dropped in `work`, or `work` panics, your `add_permits` is not reached and a permit is lost.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    match timeout(patience, limit.acquire()).await {
        Ok(permit) => permit.unwrap().forget(),
        Err(_) => return Err(Busy),
    }
    let output = work.await;
    limit.add_permits(1);
    Ok(output)
}
