// part: RateLimiter
// idea: tokio's mutex is the line; whoever holds it sleeps until the oldest of the last `limit` is a period old

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

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
        if went.len() >= self.limit {
            let oldest = *went.front().expect("limit is at least 1");
            sleep(self.period.saturating_sub(oldest.elapsed())).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
