// part: Counter
// mistake: wakes the next in line, but whoever comes by before that one has begun gets the turn
// diagnosis: lock not fair

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Counter {
    busy: AtomicBool,
    freed: Notify,
    value: AtomicU64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { busy: AtomicBool::new(false), freed: Notify::new(), value: AtomicU64::new(0) }
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
        loop {
            let next = self.freed.notified();
            if !self.busy.swap(true, Ordering::SeqCst) {
                return Turn(self);
            }
            next.await;
        }
    }
}

struct Turn<'a>(&'a Counter);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::SeqCst);
        self.0.freed.notify_one();
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
