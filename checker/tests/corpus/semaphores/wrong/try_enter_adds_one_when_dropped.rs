// part: try_enter
// mistake: a guard made before the wait adds a permit when the call is dropped, whether it has had one or not
// diagnosis: counted as free again
// breaks: "A call that is dropped, wherever it is, leaves `limit` with all of its permits and no more": limit 1 is taken, dropped at 5 ms: one is free

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

struct Return<'a>(Option<&'a Semaphore>);

impl Drop for Return<'_> {
    fn drop(&mut self) {
        if let Some(limit) = self.0 {
            limit.add_permits(1);
        }
    }
}

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let mut back = Return(Some(limit));
    let Ok(acquired) = timeout(patience, limit.acquire()).await else {
        back.0 = None;
        return Err(Busy);
    };
    acquired.expect("nobody closes this semaphore").forget();
    Ok(work.await)
}
