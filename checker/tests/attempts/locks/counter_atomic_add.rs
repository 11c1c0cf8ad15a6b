// part: Counter
// wrote: an atomic and `fetch_add` after the step, so that no update can be lost
// cause: no count is lost, but during your step others read the same value: the atomic lets everybody in.

use std::sync::atomic::{AtomicU64, Ordering};

/// A number that many tasks count up.
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
        step(self.value.load(Ordering::SeqCst)).await;
        self.value.fetch_add(1, Ordering::SeqCst) + 1
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
