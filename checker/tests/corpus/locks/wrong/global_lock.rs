// part: Counter
// mistake: has one static lock for all counters, so that one counter blocks the others
// diagnosis: shared too widely

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

static TURN: Mutex<()> = Mutex::const_new(());

#[derive(Debug)]
pub struct Counter {
    value: AtomicU64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: AtomicU64::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let _turn = TURN.lock().await;
        let read = self.value.load(Ordering::SeqCst);
        step(read).await;
        self.value.store(read + 1, Ordering::SeqCst);
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let _turn = TURN.lock().await;
        self.value.load(Ordering::SeqCst)
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
