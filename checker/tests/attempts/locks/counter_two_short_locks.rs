// part: Counter
// wrote: one lock for the reading and one for the writing, to hold each of them as short as possible
// cause: between your two locks others read the same value; keep one guard from the reading to the writing.

use tokio::sync::Mutex;

/// A number that many tasks count up.
#[derive(Debug)]
pub struct Counter {
    value: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: Mutex::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let value = *self.value.lock().await;
        step(value).await;
        *self.value.lock().await = value + 1;
        value + 1
    }

    pub async fn value(&self) -> u64 {
        *self.value.lock().await
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
