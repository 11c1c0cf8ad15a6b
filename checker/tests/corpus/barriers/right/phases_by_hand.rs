// part: two_phases
// idea: polls the phases and the wait by hand, each when the one before is done

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Poll, ready};

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let (mut one, mut all, mut two) = (pin!(one), pin!(barrier.wait()), pin!(two));
    let (mut first, mut together) = (None, false);
    poll_fn(|cx| {
        if first.is_none() {
            first = Some(ready!(one.as_mut().poll(cx)));
        }
        if !together {
            ready!(all.as_mut().poll(cx));
            together = true;
        }
        let second = ready!(two.as_mut().poll(cx));
        Poll::Ready((first.take().expect("phase one has ended"), second))
    })
    .await
}
