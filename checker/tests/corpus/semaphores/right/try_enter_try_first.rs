// part: try_enter
// idea: a quick try first (fails while anybody is in line), then an unbiased select!

use std::time::Duration;

use tokio::sync::Semaphore;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    // tokio hands permits that come back to those in line, so this never overtakes anybody.
    if let Ok(_permit) = limit.try_acquire() {
        let output = work.await;
        return Ok(output);
    }

    let too_late = tokio::time::sleep(patience);
    tokio::pin!(too_late);
    tokio::select! {
        permit = limit.acquire() => {
            let _permit = match permit {
                Ok(permit) => permit,
                Err(_) => panic!("the semaphore is closed"),
            };
            Ok(work.await)
        }
        () = &mut too_late => Err(Busy),
    }
}
