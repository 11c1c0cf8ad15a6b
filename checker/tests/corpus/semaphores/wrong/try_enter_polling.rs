// part: try_enter
// mistake: asks every millisecond with try_acquire instead of standing in line
// diagnosis: time used instead of a signal
// or: busy waiting
// breaks: "Waits for its permit in line with everybody else": limit 1, ann works 0-10 ms, bob (patience 100 ms) comes at 1, cid waits with limit.acquire() from 2 ms on: cid gets it first

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let begin = Instant::now();
    let _permit = loop {
        if let Ok(permit) = limit.try_acquire() {
            break permit;
        }
        if begin.elapsed() >= patience {
            return Err(Busy);
        }
        sleep(Duration::from_millis(1)).await;
    };
    Ok(work.await)
}
