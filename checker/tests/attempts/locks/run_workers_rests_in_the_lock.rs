// part: run_workers
// wrote: put the rest into the step, behind the given `step`, to have it all in one block
// cause: what you await in the closure happens inside `increment`: while a worker rests, nobody else can count.

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
            for _ in 0..rounds {
                counter
                    .increment(|value| {
                        let stepping = step(worker, value);
                        async move {
                            stepping.await;
                            sleep(rest).await;
                        }
                    })
                    .await;
            }
        }));
    }
    for handle in handles {
        handle.await.unwrap();
    }
    counter.value().await
}
