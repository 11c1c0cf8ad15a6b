// part: RateLimiter
// wrote: `lock().unwrap()` on a tokio mutex, out of habit from the std one
// cause: `lock` of a tokio `Mutex` is a future: await it, and there is nothing to unwrap, as it cannot be poisoned.
// compiles: no

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
        let mut went = self.went.lock().unwrap();
        if went.len() == self.limit {
            sleep_until(went[0] + self.period).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
