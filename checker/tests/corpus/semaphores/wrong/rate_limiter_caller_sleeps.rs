// part: RateLimiter
// mistake: the caller itself sleeps the period with its permit before it is let through
// diagnosis: pause in the wrong place
// breaks: "as many as it can at once" / "at the first instant at which the rule allows it": limit 2 in 10 ms: the first call at 0 returns at 10 ms

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

#[derive(Debug)]
pub struct RateLimiter {
    period: Duration,
    permits: Semaphore,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { period, permits: Semaphore::new(limit) }
    }

    pub async fn acquire(&self) {
        let _permit = self.permits.acquire().await.expect("nobody closes it");
        sleep(self.period).await;
    }
}
