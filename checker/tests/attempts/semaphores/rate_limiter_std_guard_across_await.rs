// part: RateLimiter
// wrote: a std mutex, whose guard is kept while sleeping
// cause: your guard of `std::sync::Mutex` is alive across `sleep_until(..).await`; a tokio mutex may be kept there.
// compiles: alone

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
        let mut went = self.went.lock().unwrap();
        if went.len() == self.limit {
            let oldest = went.pop_front().unwrap();
            sleep_until(oldest + self.period).await;
        }
        went.push_back(Instant::now());
    }
}
