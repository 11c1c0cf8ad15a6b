// part: run_workers
// wrote: awaited each worker where it is spawned
// cause: your `.await` behind `spawn` waits until this worker is done; only then does the loop start the next one.

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
        let counter = counter.clone();
        let step = step.clone();
        tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        })
        .await
        .unwrap();
    }
    counter.value().await
}
