// part: wait_at_most
// idea: both futures pinned on the stack and polled by hand

use crate::Event;

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let mut set = pin!(event.wait());
    let mut over = pin!(sleep(limit));
    poll_fn(|cx| {
        if set.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Ok(()));
        }
        over.as_mut().poll(cx).map(|()| Err(TimedOut))
    })
    .await
}
