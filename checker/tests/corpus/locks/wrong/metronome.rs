// part: run_workers
// mistake: rests until a time reckoned from before the increment, so less than `rest` after a slow one
// diagnosis: pause in the wrong place

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

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
            let mut next = Instant::now();
            for _ in 0..rounds {
                next += rest;
                counter.increment(|value| step(worker, value)).await;
                sleep_until(next).await;
            }
        }));
    }

    for task in tasks {
        task.await.expect("a worker panicked");
    }
    counter.value().await
}
