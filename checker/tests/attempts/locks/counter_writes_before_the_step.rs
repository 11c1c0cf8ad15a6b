// part: Counter
// wrote: wrote the new value first and awaited the step afterwards, under the lock
// cause: if the call is dropped in the step, or the step panics, your `+= 1` stays, though nothing was to change.

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
        let mut value = self.value.lock().await;
        let before = *value;
        *value += 1;
        step(before).await;
        before + 1
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
