// part: Counter
// mistake: reads the value at once, even in the middle of an increment
// diagnosis: goes on without waiting

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

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
        let _turn = self.turn.lock().await;
        let read = self.value.load(Ordering::SeqCst);
        step(read).await;
        self.value.store(read + 1, Ordering::SeqCst);
        read + 1
    }

    pub async fn value(&self) -> u64 {
        self.value.load(Ordering::SeqCst)
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
