// part: try_enter
// wrote: a task for the work, and the bounds that rustc's help wants for it
// cause: the stub has `W: Future` and no more; await `work` here, then it also ends when your call is dropped.
// compiles: alone

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future + Send + 'static>(
    limit: &Semaphore,
    patience: Duration,
    work: W,
) -> Result<W::Output, Busy>
where
    W::Output: Send + 'static,
{
    let Ok(permit) = timeout(patience, limit.acquire()).await else {
        return Err(Busy);
    };
    let output = tokio::spawn(work).await.unwrap();
    drop(permit);
    Ok(output)
}
