// part: run_workers
// mistake: ignores a worker that has panicked
// diagnosis: panic swallowed

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);

    let mut tasks = Vec::with_capacity(workers);
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        }));
    }

    for task in tasks {
        let _ = task.await;
    }
    counter.value().await
}
