// part: RateLimiter
// wrote: worked out the instant of the caller, noted it, and slept until then without the lock
// cause: you note the caller before it has gone: if its call is dropped while it sleeps, its place stays taken.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    booked: Mutex<VecDeque<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, booked: Mutex::new(VecDeque::new()) }
    }

    pub async fn acquire(&self) {
        let mine = {
            let mut booked = self.booked.lock().unwrap();
            let mut mine = Instant::now();
            if booked.len() == self.limit {
                let oldest = booked.pop_front().unwrap();
                mine = mine.max(oldest + self.period);
            }
            booked.push_back(mine);
            mine
        };
        sleep_until(mine).await;
    }
}
