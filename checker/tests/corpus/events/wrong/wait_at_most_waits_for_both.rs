// part: wait_at_most
// mistake: join! where select! was meant
// diagnosis: wrong reason to stop
// or: time used instead of a signal
// breaks: "Returns as soon as the event is set": set at 5 ms, limit 20 ms, returns at 20 ms; never set, it never returns

use crate::Event;

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let start = Instant::now();
    let set_after = async {
        event.wait().await;
        start.elapsed()
    };
    let (set_after, ()) = tokio::join!(set_after, sleep(limit));
    if set_after <= limit { Ok(()) } else { Err(TimedOut) }
}
