// part: RateLimiter
// mistake: `>` instead of `>=`
// diagnosis: limit off by one
// breaks: "at most `limit` were let through": limit 2 in 10 ms: three calls at 0 all go at 0

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    went: Mutex<VecDeque<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, went: Mutex::new(VecDeque::new()) }
    }

    pub async fn acquire(&self) {
        let mut went = self.went.lock().await;
        if went.len() > self.limit {
            sleep_until(went[0] + self.period).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
