// part: RateLimiter
// wrote: let the lock go while sleeping, so as not to hold it for long, and then went
// cause: all who sleep until the same instant go then: after your sleep, look again whether the rule allows it.

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

    fn wait_until(&self) -> Option<Instant> {
        let went = self.went.lock().unwrap();
        if went.len() < self.limit { None } else { Some(went[0] + self.period) }
    }

    pub async fn acquire(&self) {
        if let Some(instant) = self.wait_until() {
            sleep_until(instant).await;
        }
        let mut went = self.went.lock().unwrap();
        if went.len() == self.limit {
            went.pop_front();
        }
        went.push_back(Instant::now());
    }
}
