// part: try_enter
// wrote: Looks only whether the wait went well, and keeps the permit in no variable.
// cause: The permit is dropped at the end of the `if`, before the work begins: keep it in a variable.
// was: 5
// from: 2/t3

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    if timeout(patience, limit.acquire()).await.is_err() {
        return Err(Busy);
    }
    Ok(work.await)
}
