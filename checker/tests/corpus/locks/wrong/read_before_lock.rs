// part: Counter
// mistake: reads the value before it takes its turn
// verdict: Differs in counter::who_comes_during_an_increment_reads_what_it_has_written

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::sleep;

#[derive(Debug)]
pub struct Counter {
    turn: Mutex<()>,
    value: AtomicU64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { turn: Mutex::new(()), value: AtomicU64::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let read = self.value.load(Ordering::SeqCst);
        let _turn = self.turn.lock().await;
        step(read).await;
        self.value.store(read + 1, Ordering::SeqCst);
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let _turn = self.turn.lock().await;
        self.value.load(Ordering::SeqCst)
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

    let mut tasks = Vec::with_capacity(workers);
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..rounds {
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
