// part: RateLimiter
// idea: a beginner's one: a list of all that went within the last period, cleaned and looked at again in a loop, in a line made of a semaphore

use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::Instant;

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    line: Semaphore,
    went: Mutex<Vec<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, line: Semaphore::new(1), went: Mutex::new(vec![]) }
    }

    /// How long one must wait still; nothing when one was let through.
    fn try_go(&self) -> Option<Duration> {
        let now = Instant::now();
        let mut went = self.went.lock().unwrap();
        went.retain(|&at| now - at < self.period);
        if went.len() < self.limit {
            went.push(now);
            None
        } else {
            // Never more than `limit`, in the order of time.
            Some(self.period - (now - went[0]))
        }
    }

    pub async fn acquire(&self) {
        let _turn = self.line.acquire().await.unwrap();
        while let Some(wait) = self.try_go() {
            tokio::time::sleep(wait).await;
        }
    }
}
