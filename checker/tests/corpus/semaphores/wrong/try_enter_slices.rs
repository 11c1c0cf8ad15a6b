// part: try_enter
// mistake: waits in slices of a millisecond, and goes to the end of the line with each of them
// diagnosis: not first in, first out
// breaks: "Waits for its permit in line with everybody else": limit 1, ann works 0-10 ms, bob (patience 100 ms) comes at 1, cid (limit.acquire()) at 2 ms: cid gets it first

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let slice = Duration::from_millis(1);
    let mut left = patience;
    while !left.is_zero() {
        if let Ok(permit) = timeout(slice.min(left), limit.acquire()).await {
            let _permit = permit.expect("nobody closes this semaphore");
            return Ok(work.await);
        }
        left = left.saturating_sub(slice);
    }
    Err(Busy)
}
