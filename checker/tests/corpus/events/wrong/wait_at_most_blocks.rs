// part: wait_at_most
// mistake: waits with a sleep of the thread
// diagnosis: blocking the thread
// breaks: "Returns as soon as the event is set": while the call waits nobody else on the thread goes on, so the setter never gets its turn; virtual time does not move at all

use crate::Event;

use std::thread;
use std::time::{Duration, Instant};

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let start = Instant::now();
    while !event.is_set() {
        if start.elapsed() >= limit {
            return Err(TimedOut);
        }
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}
