// part: run_workers
// wrote: `let _ = handle.await`, because rustc warned of an unused `Result`
// cause: that `Result` is how you learn that a step has panicked; you throw it away, and the caller never knows.

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
    let handles: Vec<_> = (0..workers)
        .map(|worker| {
            let (counter, step) = (counter.clone(), step.clone());
            tokio::spawn(async move {
                for _ in 0..rounds {
                    counter.increment(|value| step(worker, value)).await;
                    sleep(rest).await;
                }
            })
        })
        .collect();
    for handle in handles {
        let _ = handle.await;
    }
    counter.value().await
}
