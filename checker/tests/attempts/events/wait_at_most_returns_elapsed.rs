// part: wait_at_most
// wrote: returned what `timeout` gives, in the belief that any `Result` with an error will do
// cause: the error of `timeout` is tokio's `Elapsed`, and you promised `TimedOut`: turn one into the other.
// compiles: no

use std::time::Duration;

use tokio::time::timeout;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    timeout(limit, event.wait()).await
}
