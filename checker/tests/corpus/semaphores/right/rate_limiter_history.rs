// part: RateLimiter
// idea: remembers all instants ever; caller number n goes a period after caller number n - limit

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    history: Mutex<Vec<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        let history = Mutex::new(Vec::new());
        RateLimiter { limit, period, history }
    }

    pub async fn acquire(&self) {
        let mut history = self.history.lock().await;
        let n = history.len();
        if let Some(before) = n.checked_sub(self.limit).map(|i| history[i]) {
            let passed = Instant::now().duration_since(before);
            if let Some(rest) = self.period.checked_sub(passed) {
                if rest > Duration::ZERO {
                    sleep(rest).await;
                }
            }
        }
        history.push(Instant::now());
    }
}
