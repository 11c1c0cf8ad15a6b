// part: run_together
// mistake: returns the outputs in the order in which the workers end
// diagnosis: results in completion order

use crate::two_phases;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::Barrier;

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
    poll_fn(|cx| {
        tasks.retain_mut(|task| match Pin::new(task).poll(cx) {
            Poll::Ready(output) => {
                outputs.push(output.expect("a worker panicked"));
                false
            }
            Poll::Pending => true,
        });
        if tasks.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outputs
}
