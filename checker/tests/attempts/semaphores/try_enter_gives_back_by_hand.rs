// part: try_enter
// wrote: Forgets the permit and adds one at the end, an acquire and a release by hand.
// cause: A call that is dropped in its work never comes to `add_permits`: keep the permit, it comes back by itself.
// was: 5
// from: 2/t5

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    match timeout(patience, limit.acquire()).await {
        Ok(permit) => permit.unwrap().forget(),
        Err(_) => return Err(Busy),
    }
    let out = work.await;
    limit.add_permits(1);
    Ok(out)
}
