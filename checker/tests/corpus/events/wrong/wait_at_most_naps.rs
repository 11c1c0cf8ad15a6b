// part: wait_at_most
// mistake: looks at the flag every 10 ms instead of waiting
// diagnosis: time used instead of a signal
// breaks: "Returns as soon as the event is set": set at 13 ms, a call from 0 ms on with limit 50 ms returns at 20 ms; a set and clear between two naps is not seen at all

use crate::Event;

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let start = Instant::now();
    loop {
        if event.is_set() {
            return Ok(());
        }
        let left = limit.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(TimedOut);
        }
        sleep(left.min(Duration::from_millis(10))).await;
    }
}
