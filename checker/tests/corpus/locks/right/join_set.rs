// part: run_workers
// idea: the workers in a JoinSet

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[derive(Debug)]
pub struct Counter {
    value: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: Mutex::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let mut value = self.value.lock().await;
        let read = *value;
        step(read).await;
        *value = read + 1;
        *value
    }

    pub async fn value(&self) -> u64 {
        *self.value.lock().await
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);

    let mut tasks = JoinSet::new();
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        tasks.spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        });
    }

    while let Some(ended) = tasks.join_next().await {
        ended.expect("a worker panicked");
    }
    counter.value().await
}
