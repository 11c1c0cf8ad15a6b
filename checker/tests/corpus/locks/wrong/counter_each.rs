// part: run_workers
// mistake: gives every worker a counter of its own and adds them up
// diagnosis: not shared

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let step = Arc::new(step);

    let mut tasks = Vec::with_capacity(workers);
    for worker in 0..workers {
        let (counter, step) = (Counter::new(), step.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
            counter.value().await
        }));
    }

    let mut sum = 0;
    for task in tasks {
        sum += task.await.expect("a worker panicked");
    }
    sum
}
