// part: Counter
// mistake: gives the permit back by hand after the step, and never when the call is dropped in it
// diagnosis: lock never released

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Counter {
    turn: Semaphore,
    value: AtomicU64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { turn: Semaphore::new(1), value: AtomicU64::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        self.turn.acquire().await.expect("nobody closes this semaphore").forget();
        let read = self.value.load(Ordering::SeqCst);
        step(read).await;
        self.value.store(read + 1, Ordering::SeqCst);
        self.turn.add_permits(1);
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let _turn = self.turn.acquire().await.expect("nobody closes this semaphore");
        self.value.load(Ordering::SeqCst)
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
