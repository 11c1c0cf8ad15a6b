// part: Counter
// mistake: asks a flag again and again whether it is its turn, with only a yield in between
// diagnosis: busy waiting

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::task::yield_now;

#[derive(Debug)]
pub struct Counter {
    busy: AtomicBool,
    value: AtomicU64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { busy: AtomicBool::new(false), value: AtomicU64::new(0) }
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
}

impl Counter {
    async fn turn(&self) -> Turn<'_> {
        while self.busy.swap(true, Ordering::SeqCst) {
            yield_now().await;
        }
        Turn(self)
    }
}

struct Turn<'a>(&'a Counter);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::SeqCst);
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
