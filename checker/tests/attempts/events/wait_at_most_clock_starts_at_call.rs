// part: wait_at_most
// wrote: a plain function that works out the end first, like `loop.time() + limit`, and returns a future
// cause: your end is worked out when the function is called, not when its future is polled for the first time.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub fn wait_at_most(event: &Event, limit: Duration) -> impl Future<Output = Result<(), TimedOut>> {
    let end = Instant::now() + limit;
    async move { timeout_at(end, event.wait()).await.map_err(|_| TimedOut) }
}
