// part: try_enter
// wrote: `try_acquire` every millisecond until the patience is over
// cause: your loop does not stand in line: a free permit goes to those who wait in `acquire`, never to you.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let end = Instant::now() + patience;
    loop {
        if let Ok(_permit) = limit.try_acquire() {
            return Ok(work.await);
        }
        if Instant::now() >= end {
            return Err(Busy);
        }
        sleep(Duration::from_millis(1)).await;
    }
}
