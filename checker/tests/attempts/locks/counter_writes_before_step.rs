// part: Counter
// wrote: Counted up first and awaited the step afterwards, with the lock held all the time.
// cause: When the call is dropped in its step, the value has been written already: write after the step.
// was: 5
// from: 2/k6

use tokio::sync::Mutex;

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
        let mut value = self.value.lock().await;
        let v = *value;
        *value = v + 1;
        step(v).await;
        v + 1
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
