// part: run_workers
// mistake: has one count of rounds for all workers, so that a fast one takes rounds away from a slow one
// diagnosis: none

use crate::Counter;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);
    let begun = Arc::new(AtomicUsize::new(0));

    let mut tasks = Vec::with_capacity(workers);
    for worker in 0..workers {
        let (counter, step, begun) = (counter.clone(), step.clone(), begun.clone());
        tasks.push(tokio::spawn(async move {
            while begun.fetch_add(1, Ordering::SeqCst) < workers * rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        }));
    }

    for task in tasks {
        task.await.expect("a worker panicked");
    }
    counter.value().await
}
