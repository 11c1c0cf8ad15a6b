// part: RateLimiter
// mistake: forgets the oldest one before it has slept
// diagnosis: half done when cancelled
// breaks: "A call that is dropped while it waits counts for nothing" / "at most `limit`": limit 1 in 10 ms: ann goes at 0, bob (from 1 ms) is cancelled at 5 ms, cid comes at 6 ms and goes at 6 instead of 10 ms

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
        if went.len() == self.limit
            && let Some(oldest) = went.pop_front()
        {
            sleep_until(oldest + self.period).await;
        }
        went.push_back(Instant::now());
    }
}
