// part: run_workers
// idea: no tasks: polls all workers by hand until none is left

use crate::Counter;

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Counter::new();
    let work = async |worker| {
        for _ in 0..rounds {
            counter.increment(|value| step(worker, value)).await;
            sleep(rest).await;
        }
    };

    let mut running: Vec<_> = (0..workers).map(|worker| Box::pin(work(worker))).collect();
    poll_fn(|cx| {
        running.retain_mut(|worker| worker.as_mut().poll(cx).is_pending());
        if running.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    counter.value().await
}
