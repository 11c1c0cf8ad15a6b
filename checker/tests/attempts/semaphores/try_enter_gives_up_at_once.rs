// part: try_enter
// wrote: `try_acquire`, because of the name of the part; the patience is left unused
// cause: `try_acquire` does not wait at all: you are to wait for a permit for as long as `patience` lasts.

use std::time::Duration;

use tokio::sync::Semaphore;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = limit.try_acquire().map_err(|_| Busy)?;
    Ok(work.await)
}
