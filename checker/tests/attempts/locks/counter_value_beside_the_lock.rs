// part: Counter
// wrote: Kept the value beside a `Mutex<()>` and assigns to it while the lock is held, as with `asyncio.Lock`.
// cause: Put the value inside the mutex: through `&self` it can be changed only by way of the guard.
// was: 2
// from: 2/k1

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Counter {
    lock: Mutex<()>,
    value: u64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { lock: Mutex::new(()), value: 0 }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let _guard = self.lock.lock().await;
        let v = self.value;
        step(v).await;
        self.value = v + 1;
        v + 1
    }

    pub async fn value(&self) -> u64 {
        let _guard = self.lock.lock().await;
        self.value
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
