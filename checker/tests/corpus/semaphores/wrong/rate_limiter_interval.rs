// part: RateLimiter
// mistake: a tick of an interval for each caller, so that the limit does not matter
// diagnosis: limit not used up
// breaks: "After a rest, `limit` callers go at the same instant": limit 2 in 10 ms: two calls at 0 go at 0 and 10 instead of 0 and 0

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Interval, interval};

#[derive(Debug)]
pub struct RateLimiter {
    period: Duration,
    ticks: Mutex<Option<Interval>>,
}

impl RateLimiter {
    pub fn new(_limit: usize, period: Duration) -> Self {
        RateLimiter { period, ticks: Mutex::new(None) }
    }

    pub async fn acquire(&self) {
        let mut ticks = self.ticks.lock().await;
        ticks.get_or_insert_with(|| interval(self.period)).tick().await;
    }
}
