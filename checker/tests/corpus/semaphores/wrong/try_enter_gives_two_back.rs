// part: try_enter
// mistake: adds a permit after the work although the guard gives its own back
// diagnosis: counted as free again
// breaks: "leaves `limit` with all of its permits" / nobody may add any: limit 1, after one call available_permits is 2, and two work at the same time

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let Ok(acquired) = timeout(patience, limit.acquire()).await else {
        return Err(Busy);
    };
    let _permit = acquired.expect("nobody closes this semaphore");
    let output = work.await;
    limit.add_permits(1);
    Ok(output)
}
