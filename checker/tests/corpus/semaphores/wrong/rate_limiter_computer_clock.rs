// part: RateLimiter
// mistake: counts on the computer's clock, which does not move while everybody sleeps in virtual time
// diagnosis: time not exact
// breaks: "Time is counted on tokio's clock": limit 1 in 10 ms: ann goes at 0, bob comes at 50 and goes at 60 instead of 50 ms
// clock: the computer's

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::time::sleep;

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
            sleep(self.period.saturating_sub(went[0].elapsed())).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
