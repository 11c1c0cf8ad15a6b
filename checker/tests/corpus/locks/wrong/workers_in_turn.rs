// part: run_workers
// mistake: begins each worker only when the one before has ended
// diagnosis: one after the other

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

    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        let task = tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        });
        task.await.expect("a worker panicked");
    }
    counter.value().await
}
