// part: try_enter
// wrote: `clone` and `acquire_owned`, as in the examples with tasks
// cause: `limit` is a `&Semaphore` and no `Arc`, so `clone` only copies the borrow; plain `acquire` does here.
// compiles: no

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    match timeout(patience, limit.clone().acquire_owned()).await {
        Ok(permit) => {
            let output = work.await;
            drop(permit);
            Ok(output)
        }
        Err(_) => Err(Busy),
    }
}
