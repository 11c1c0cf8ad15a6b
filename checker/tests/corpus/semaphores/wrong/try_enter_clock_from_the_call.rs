// part: try_enter
// mistake: the clock starts when the function is called, not when it is polled
// diagnosis: time not exact
// breaks: "counted from the first poll on": limit 1 is taken, called at 0 and polled at 5 ms with a patience of 10 ms: Busy at 10 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub fn try_enter<W: Future>(
    limit: &Semaphore,
    patience: Duration,
    work: W,
) -> impl Future<Output = Result<W::Output, Busy>> {
    let permit = timeout(patience, limit.acquire());
    async move {
        let Ok(permit) = permit.await else {
            return Err(Busy);
        };
        let _permit = permit.expect("nobody closes this semaphore");
        Ok(work.await)
    }
}
