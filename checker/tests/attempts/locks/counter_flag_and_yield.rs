// part: Counter
// wrote: Built a lock of an `AtomicBool`, and waits for it with `yield_now` in a loop, like `asyncio.sleep(0)`.
// cause: Whoever waits asks again and again: take a lock that wakes the next, tokio's `Mutex`.
// was: 5
// from: 2/k7

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
        while self.busy.swap(true, Ordering::SeqCst) {
            yield_now().await;
        }
        let v = self.value.load(Ordering::SeqCst);
        step(v).await;
        self.value.store(v + 1, Ordering::SeqCst);
        self.busy.store(false, Ordering::SeqCst);
        v + 1
    }

    pub async fn value(&self) -> u64 {
        while self.busy.load(Ordering::SeqCst) {
            yield_now().await;
        }
        self.value.load(Ordering::SeqCst)
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
