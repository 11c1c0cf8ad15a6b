// part: try_enter
// mistake: gives a permit back when it gives up, although it has never had one
// diagnosis: counted as free again
// breaks: "leaves `limit` with all of its permits and no more": limit 1 is taken, patience 10 ms: at 10 ms somebody else is let in

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let acquired = timeout(patience, limit.acquire()).await;
    let Ok(acquired) = acquired else {
        limit.add_permits(1);
        return Err(Busy);
    };
    let _permit = acquired.expect("nobody closes this semaphore");
    Ok(work.await)
}
