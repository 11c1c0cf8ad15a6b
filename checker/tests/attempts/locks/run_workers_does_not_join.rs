// part: run_workers
// wrote: spawned the workers and asked for the value, in the belief that it comes when they are done
// cause: you dropped the handles: nobody waits for the tasks, so the value is read before they have counted.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::Counter;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);
    for worker in 0..workers {
        let counter = Arc::clone(&counter);
        let step = Arc::clone(&step);
        tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        });
    }
    counter.value().await
}
