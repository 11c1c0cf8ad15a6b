// part: RateLimiter
// wrote: a counter that begins anew when a period is over
// cause: your count starts anew at fixed instants: the end of one window and the start of the next let through twice.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
struct Window {
    begin: Option<Instant>,
    count: usize,
}

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    window: Mutex<Window>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, window: Mutex::new(Window { begin: None, count: 0 }) }
    }

    pub async fn acquire(&self) {
        let mut window = self.window.lock().await;
        let begin = *window.begin.get_or_insert_with(Instant::now);
        if Instant::now() < begin + self.period && window.count == self.limit {
            sleep_until(begin + self.period).await;
        }
        if Instant::now() >= begin + self.period {
            window.begin = Some(Instant::now());
            window.count = 0;
        }
        window.count += 1;
    }
}
