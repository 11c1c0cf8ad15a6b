// part: run_workers
// mistake: does not rest after the last increment
// diagnosis: pause in the wrong place

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
            for round in 1..=rounds {
                counter.increment(|value| step(worker, value)).await;
                if round < rounds {
                    sleep(rest).await;
                }
            }
        }));
    }

    for task in tasks {
        task.await.expect("a worker panicked");
    }
    counter.value().await
}
