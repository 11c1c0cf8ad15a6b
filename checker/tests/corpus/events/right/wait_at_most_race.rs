// part: wait_at_most
// idea: a general race of two futures, and an enum that says who won

use crate::Event;

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub enum Winner<A, B> {
    Left(A),
    Right(B),
}

async fn race<A: Future, B: Future>(a: A, b: B) -> Winner<A::Output, B::Output> {
    let mut a = pin!(a);
    let mut b = pin!(b);
    poll_fn(move |cx| {
        if let Poll::Ready(output) = a.as_mut().poll(cx) {
            Poll::Ready(Winner::Left(output))
        } else if let Poll::Ready(output) = b.as_mut().poll(cx) {
            Poll::Ready(Winner::Right(output))
        } else {
            Poll::Pending
        }
    })
    .await
}

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    match race(event.wait(), tokio::time::sleep(limit)).await {
        Winner::Left(()) => Ok(()),
        Winner::Right(()) => Err(TimedOut),
    }
}
