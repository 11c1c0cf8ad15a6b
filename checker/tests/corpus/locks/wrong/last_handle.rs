// part: run_workers
// mistake: takes the value of the worker that was started last for that of the increment that was done last
// diagnosis: wrong output

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
            let mut value = 0;
            for _ in 0..rounds {
                value = counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
            value
        }));
    }

    let mut value = 0;
    for task in tasks {
        value = task.await.expect("a worker panicked");
    }
    value
}
