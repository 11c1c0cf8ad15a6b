// part: RateLimiter
// wrote: `std::time::Instant`, which the editor imported, and tokio's `sleep`
// cause: your instants are those of the system's clock; the contract counts on tokio's, `tokio::time::Instant`.

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
            let rest = self.period.saturating_sub(went[0].elapsed());
            sleep(rest).await;
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
