// part: wait_at_most
// idea: a future type of its own with a boxed wait and a boxed sleep

use crate::Event;

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Sleep;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

struct AtMost<'a> {
    wait: Pin<Box<dyn Future<Output = ()> + Send + 'a>>,
    sleep: Pin<Box<Sleep>>,
}

impl Future for AtMost<'_> {
    type Output = Result<(), TimedOut>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(()) = self.wait.as_mut().poll(cx) {
            return Poll::Ready(Ok(()));
        }
        match self.sleep.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(TimedOut)),
            Poll::Pending => Poll::Pending,
        }
    }
}

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    AtMost { wait: Box::pin(event.wait()), sleep: Box::pin(tokio::time::sleep(limit)) }.await
}
