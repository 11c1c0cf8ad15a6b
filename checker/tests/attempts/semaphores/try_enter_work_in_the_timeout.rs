// part: try_enter
// wrote: Put the wait and the work into one timeout.
// cause: Your `timeout` covers the work as well, and the patience is for the wait alone.
// was: 5
// from: 2/t1

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let result = timeout(patience, async {
        let _permit = limit.acquire().await.unwrap();
        work.await
    })
    .await;
    match result {
        Ok(out) => Ok(out),
        Err(_) => Err(Busy),
    }
}
