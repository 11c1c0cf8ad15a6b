// part: RateLimiter
// mistake: lets one through every period/limit, also after a rest
// diagnosis: limit not used up
// or: pause in the wrong place
// breaks: "after a rest a whole burst": limit 2 in 10 ms: two calls at 0 go at 0 and 5 ms instead of 0 and 0

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    gap: Duration,
    last: Mutex<Option<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { gap: period / limit as u32, last: Mutex::new(None) }
    }

    pub async fn acquire(&self) {
        let mut last = self.last.lock().await;
        if let Some(last) = *last {
            sleep_until(last + self.gap).await;
        }
        *last = Some(Instant::now());
    }
}
