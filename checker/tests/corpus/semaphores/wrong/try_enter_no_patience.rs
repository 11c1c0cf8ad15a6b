// part: try_enter
// mistake: gives up at once when there is no permit
// diagnosis: wrong reason to stop
// or: limit not used up
// breaks: "Busy when the patience has passed": limit 1, ann works 0-10 ms, bob (patience 50 ms) comes at 0 and gets Busy at 0 instead of a turn at 10 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let permit = timeout(patience, async { limit.try_acquire() }).await;
    match permit {
        Ok(Ok(_permit)) => Ok(work.await),
        _ => Err(Busy),
    }
}
