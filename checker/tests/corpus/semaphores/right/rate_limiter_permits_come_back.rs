// part: RateLimiter
// idea: a semaphore whose permits are brought back by a task, each a period after it was taken

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

#[derive(Debug)]
pub struct RateLimiter {
    period: Duration,
    permits: Arc<Semaphore>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { period, permits: Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS))) }
    }

    pub async fn acquire(&self) {
        let permit = self.permits.clone().acquire_owned().await.expect("nobody closes it");
        // Counts from now on, not from when the task begins.
        let rest = sleep(self.period);
        tokio::spawn(async move {
            rest.await;
            drop(permit);
        });
    }
}
