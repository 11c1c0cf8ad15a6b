// part: try_enter
// mistake: when there is none it sleeps the whole patience and then tries once
// diagnosis: time used instead of a signal
// breaks: "begins as soon as it has it": limit 1, ann works 0-10 ms, bob (patience 50 ms) comes at 0 and begins at 50 instead of 10 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let mut permit = limit.try_acquire();
    if permit.is_err() {
        sleep(patience).await;
        permit = limit.try_acquire();
    }
    let _permit = permit.map_err(|_| Busy)?;
    Ok(work.await)
}
