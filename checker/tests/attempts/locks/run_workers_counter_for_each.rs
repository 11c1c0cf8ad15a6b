// part: run_workers
// wrote: a counter in each task, which made the compiler content, and added the values up
// cause: each worker counts by itself: their steps see the values of their own counter, and nobody shares one.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::Counter;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let step = Arc::new(step);
    let mut handles = Vec::new();
    for worker in 0..workers {
        let step = step.clone();
        handles.push(tokio::spawn(async move {
            let counter = Counter::new();
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
            counter.value().await
        }));
    }
    let mut total = 0;
    for handle in handles {
        total += handle.await.unwrap();
    }
    total
}
