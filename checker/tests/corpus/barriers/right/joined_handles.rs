// part: run_together
// idea: joins the handles by hand, so that a panic is passed on at once

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
        tasks.push((tokio::spawn(async move { two_phases(&barrier, one, two).await }), None));
    }

    poll_fn(|cx| {
        for (task, output) in tasks.iter_mut().filter(|(_, output)| output.is_none()) {
            if let Poll::Ready(ended) = Pin::new(task).poll(cx) {
                *output = Some(ended.expect("a worker panicked"));
            }
        }
        if tasks.iter().all(|(_, output)| output.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    tasks.into_iter().filter_map(|(_, output)| output).collect()
}
