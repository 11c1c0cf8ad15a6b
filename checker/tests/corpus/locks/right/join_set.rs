// part: run_workers
// idea: the workers in a JoinSet

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);

    let mut tasks = JoinSet::new();
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        tasks.spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        });
    }

    while let Some(ended) = tasks.join_next().await {
        ended.expect("a worker panicked");
    }
    counter.value().await
}
