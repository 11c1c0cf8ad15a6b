// part: run_workers
// mistake: blocks the thread while it rests
// diagnosis: blocking the thread

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

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
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                std::thread::sleep(rest);
            }
        }));
    }

    for task in tasks {
        task.await.expect("a worker panicked");
    }
    counter.value().await
}
