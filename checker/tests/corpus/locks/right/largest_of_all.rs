// part: run_workers
// idea: every worker returns the last value that it wrote, and the largest of them is the value at the end

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let shared = Arc::new((Counter::new(), step));

    let mut tasks = JoinSet::new();
    for worker in 0..workers {
        let shared = shared.clone();
        tasks.spawn(async move {
            let (counter, step) = &*shared;
            let mut written = 0;
            for _ in 0..rounds {
                written = counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
            written
        });
    }
    tasks.join_all().await.into_iter().max().unwrap_or(0)
}
