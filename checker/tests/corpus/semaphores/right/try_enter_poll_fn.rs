// part: try_enter
// idea: polls the acquire and the timer by hand

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    let permit = {
        let mut line = pin!(limit.acquire());
        let mut clock = pin!(sleep(patience));
        poll_fn(|cx| {
            if let Poll::Ready(permit) = line.as_mut().poll(cx) {
                return Poll::Ready(permit.ok());
            }
            clock.as_mut().poll(cx).map(|()| None)
        })
        .await
    };

    match permit {
        None => Err(Busy),
        Some(_permit) => Ok(work.await),
    }
}
