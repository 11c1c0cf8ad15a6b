// part: try_enter
// wrote: Wrote `timeout(..).await?`, expecting that `?` turns any error into `Busy`.
// cause: `?` cannot make a `Busy` of an `Elapsed` by itself: say it with `map_err`.
// was: 3
// from: 2/t2

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _permit = timeout(patience, limit.acquire()).await?.unwrap();
    Ok(work.await)
}
