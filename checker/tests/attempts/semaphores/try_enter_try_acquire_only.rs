// part: try_enter
// wrote: Tries once and gives up when there is no permit, since the name of the part begins with `try`.
// cause: `try_acquire` does not wait at all, and `patience` is not used.
// was: 4
// from: 2/t7

use std::time::Duration;

use tokio::sync::Semaphore;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    match limit.try_acquire() {
        Ok(_permit) => Ok(work.await),
        Err(_) => Err(Busy),
    }
}
