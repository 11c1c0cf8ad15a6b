// part: try_enter
// wrote: Tries for a permit every millisecond until the patience is over.
// cause: The sleep ends up to 1 ms after a permit came free: `acquire().await` ends at that instant.
// was: 5
// from: 2/t4

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let start = Instant::now();
    let _permit = loop {
        if let Ok(permit) = limit.try_acquire() {
            break permit;
        }
        if start.elapsed() >= patience {
            return Err(Busy);
        }
        sleep(Duration::from_millis(1)).await;
    };
    Ok(work.await)
}
