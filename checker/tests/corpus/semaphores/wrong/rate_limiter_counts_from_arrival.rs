// part: RateLimiter
// mistake: whoever has to wait sleeps a whole period from its own arrival on
// diagnosis: time not exact
// breaks: "each goes at the first instant at which the rule allows it": limit 1 in 10 ms: ann goes at 0, bob comes at 5 and goes at 15 instead of 10 ms

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
            if went[0].elapsed() < self.period {
                sleep(self.period).await;
            }
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
