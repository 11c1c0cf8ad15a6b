// part: RateLimiter
// mistake: counts anew in every window that begins with the first call after the last one
// diagnosis: window does not slide
// breaks: "Whatever stretch of time of the length `period` one looks at": limit 2 in 10 ms: calls at 0, 9, 10, 10 ms all go at once: three within 9-10 ms

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    window: Mutex<Option<(Instant, usize)>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, window: Mutex::new(None) }
    }

    pub async fn acquire(&self) {
        let mut window = self.window.lock().await;
        if let Some((begin, count)) = *window {
            if begin.elapsed() < self.period && count < self.limit {
                *window = Some((begin, count + 1));
                return;
            }
            sleep_until(begin + self.period).await;
        }
        *window = Some((Instant::now(), 1));
    }
}
