// part: RateLimiter
// mistake: writes down the instant at which it will go before it sleeps
// diagnosis: counted before it is done
// or: half done when cancelled
// breaks: "A call that is dropped while it waits counts for nothing: those behind it move up": limit 1 in 10 ms: ann goes at 0, bob (cancelled at 5 ms) has 10, cid goes at 20 instead of 10 ms

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    slots: Mutex<VecDeque<Instant>>,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, slots: Mutex::new(VecDeque::new()) }
    }

    pub async fn acquire(&self) {
        let slot = {
            let mut slots = self.slots.lock().unwrap();
            let mut slot = Instant::now();
            if slots.len() == self.limit {
                let oldest = slots.pop_front().expect("limit is at least 1");
                slot = slot.max(oldest + self.period);
            }
            slots.push_back(slot);
            slot
        };
        sleep_until(slot).await;
    }
}
