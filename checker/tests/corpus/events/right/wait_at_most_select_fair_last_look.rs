// part: wait_at_most
// idea: an unbiased select on pinned futures; the sleep branch asks the wait a last time

use crate::Event;

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let mut wait = pin!(event.wait());
    tokio::select! {
        () = &mut wait => Ok(()),
        () = tokio::time::sleep(limit) => {
            // The dice may have asked the clock first: the wait remembers a `set` that was cleared again, so ask it.
            let set = poll_fn(|cx| Poll::Ready(wait.as_mut().poll(cx).is_ready())).await;
            if set { Ok(()) } else { Err(TimedOut) }
        }
    }
}
