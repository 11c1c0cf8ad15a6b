// part: try_enter
// wrote: `let _ =` for the permit, since it is not used
// cause: `let _ =` keeps nothing: your permit is back before `work` begins; give it a name, such as `_permit`.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let _ = timeout(patience, limit.acquire()).await.map_err(|_| Busy)?;
    Ok(work.await)
}
