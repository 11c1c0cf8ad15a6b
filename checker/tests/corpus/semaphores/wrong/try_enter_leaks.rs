// part: try_enter
// mistake: forgets the permit and gives it back in a line of its own after the work
// diagnosis: permit leaked
// breaks: "A call that is dropped ... leaves `limit` with all of its permits, as one ... whose work panics": limit 1, cancel at 5 ms of a work of 10 ms; available_permits stays 0

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    match timeout(patience, limit.acquire()).await {
        Ok(permit) => permit.expect("nobody closes this semaphore").forget(),
        Err(_) => return Err(Busy),
    }
    let output = work.await;
    limit.add_permits(1);
    Ok(output)
}
