// part: try_enter
// idea: forgets the permit and gives it back in a guard of its own

use std::time::Duration;

use tokio::sync::Semaphore;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

struct GiveBack<'a>(&'a Semaphore);

impl Drop for GiveBack<'_> {
    fn drop(&mut self) {
        self.0.add_permits(1);
    }
}

async fn enter(limit: &Semaphore) -> GiveBack<'_> {
    limit.acquire().await.expect("open").forget();
    GiveBack(limit)
}

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    match tokio::time::timeout(patience, enter(limit)).await {
        Ok(inside) => {
            let output = work.await;
            drop(inside);
            Ok(output)
        }
        Err(_) => Err(Busy),
    }
}
