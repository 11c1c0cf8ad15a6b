// part: Counter
// mistake: everybody waits for the one before, and when that one is dropped while it waits, goes at once
// diagnosis: goes on without waiting
// or: guard dropped too early

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Counter {
    value: AtomicU64,
    last: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: AtomicU64::new(0), last: Mutex::new(None) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let _turn = self.turn().await;
        let read = self.value.load(Ordering::SeqCst);
        step(read).await;
        self.value.store(read + 1, Ordering::SeqCst);
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let _turn = self.turn().await;
        self.value.load(Ordering::SeqCst)
    }

    async fn turn(&self) -> oneshot::Sender<()> {
        let (turn, ended) = oneshot::channel();
        let before = self.last.lock().unwrap().replace(ended);
        if let Some(before) = before {
            // Nothing is ever sent: this ends when the turn before is dropped.
            let _ = before.await;
        }
        turn
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
