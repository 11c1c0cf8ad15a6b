// part: RateLimiter
// mistake: counts one that went exactly a period ago as within the period, and waits a millisecond more
// diagnosis: time not exact
// or: limit off by one
// breaks: "one that begins when another ends has no instant in common with it" and "at the first instant": limit 1 in 10 ms: two calls at 0 go at 0 and 11 instead of 10 ms

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
        loop {
            while went.front().is_some_and(|at| at.elapsed() > self.period) {
                went.pop_front();
            }
            if went.len() < self.limit {
                break;
            }
            let rest = self.period.saturating_sub(went[0].elapsed());
            sleep(rest.max(Duration::from_millis(1))).await;
        }
        went.push_back(Instant::now());
    }
}
