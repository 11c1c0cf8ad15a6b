// part: two_phases
// idea: polls the phases and the wait by hand, each when the one before is done

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
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

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Arc::new(Barrier::new(workers.len()));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let barrier = barrier.clone();
        tasks.push(tokio::spawn(async move { two_phases(&barrier, one, two).await }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
