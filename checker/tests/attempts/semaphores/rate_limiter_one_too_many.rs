// part: RateLimiter
// wrote: waits when more than `limit` have gone
// cause: with `>` you wait only from `limit + 1` on: the one after the first `limit` goes with them.

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
            let oldest = went[0];
            sleep_until(oldest + self.period).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
