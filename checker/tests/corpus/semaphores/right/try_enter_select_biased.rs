// part: try_enter
// idea: biased select! between the permit and a sleep

use std::time::Duration;

use tokio::sync::Semaphore;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let permit = tokio::select! {
        biased;
        permit = limit.acquire() => permit.unwrap(),
        _ = tokio::time::sleep(patience) => return Err(Busy),
    };
    let output = work.await;
    drop(permit);
    Ok(output)
}
