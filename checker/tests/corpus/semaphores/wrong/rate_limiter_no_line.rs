// part: RateLimiter
// mistake: everybody sleeps alone and then tries again; there is no line
// diagnosis: not first in, first out
// or: lock not fair
// breaks: "Callers go in the order in which they came": limit 1 in 10 ms: ann goes at 0; bob calls at 5 ms; cid, whose own sleep began at 0 and ends at 10 ms, calls at 10 ms and goes at 10, bob at 20 ms

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

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
        loop {
            let until = {
                let mut went = self.went.lock().unwrap();
                let now = Instant::now();
                while went.front().is_some_and(|&at| at + self.period <= now) {
                    went.pop_front();
                }
                if went.len() < self.limit {
                    went.push_back(now);
                    return;
                }
                went[0] + self.period
            };
            sleep_until(until).await;
        }
    }
}
