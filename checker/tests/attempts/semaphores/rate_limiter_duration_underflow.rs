// part: RateLimiter
// wrote: subtracted the time since the oldest from the period, without asking which is longer
// cause: after a rest more than `period` has passed since the oldest, and a `Duration` below zero panics.

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
        if went.len() == self.limit {
            let oldest = went[0];
            sleep(self.period - oldest.elapsed()).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
