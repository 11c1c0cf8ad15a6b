// part: try_enter
// mistake: when the patience has passed it tries once more, with the whole patience again
// diagnosis: time not exact
// breaks: "[`Busy`] when the patience has passed": limit 1 is taken, patience 10 ms: Busy at 20 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    for _ in 0..2 {
        if let Ok(acquired) = timeout(patience, limit.acquire()).await {
            let _permit = acquired.expect("nobody closes this semaphore");
            return Ok(work.await);
        }
    }
    Err(Busy)
}
