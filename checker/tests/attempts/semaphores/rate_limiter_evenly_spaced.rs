// part: RateLimiter
// wrote: one caller for each `period / limit`, as in many rate limiters
// cause: you space all callers evenly; after a rest `limit` of them may go at the same instant.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    step: Duration,
    next: Mutex<Option<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { step: period / limit as u32, next: Mutex::new(None) }
    }

    pub async fn acquire(&self) {
        let mut next = self.next.lock().await;
        if let Some(instant) = *next {
            sleep_until(instant).await;
        }
        *next = Some(Instant::now() + self.step);
    }
}
