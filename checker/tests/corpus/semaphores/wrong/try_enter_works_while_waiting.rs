// part: try_enter
// mistake: the work runs already beside the wait
// diagnosis: goes on without waiting
// breaks: "Nothing of `work` has happened then": limit 1 is taken until 50 ms, patience 10 ms, work says something at its first poll: it does at 0 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    tokio::pin!(work);
    let _permit = tokio::select! {
        biased;
        permit = limit.acquire() => permit.expect("nobody closes this semaphore"),
        output = &mut work => return Ok(output),
        () = sleep(patience) => return Err(Busy),
    };
    Ok(work.await)
}
