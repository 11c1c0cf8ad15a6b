// part: wait_at_most
// mistake: the timeout is made when the function is called, not when it is polled
// diagnosis: timeout around the wrong future
// or: pause in the wrong place
// breaks: "counted from the first poll on": the future is made at 0 ms with limit 20 ms and first polled at 15 ms: it times out at 20 ms instead of 35 ms

use crate::Event;

use std::time::Duration;

use tokio::time::timeout;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub fn wait_at_most(event: &Event, limit: Duration) -> impl Future<Output = Result<(), TimedOut>> + Send + '_ {
    let limited = timeout(limit, event.wait());
    async move { limited.await.map_err(|_| TimedOut) }
}
