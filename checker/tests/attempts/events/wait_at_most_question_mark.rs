// part: wait_at_most
// wrote: `?` behind the timeout, as an exception goes up by itself in Python
// cause: `?` needs a way from `Elapsed` to `TimedOut`, and there is none: use `map_err` before the `?`.
// compiles: no

use std::time::Duration;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    tokio::time::timeout(limit, event.wait()).await?;
    Ok(())
}
