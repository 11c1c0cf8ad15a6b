// part: Counter
// wrote: returned `self.value().await` at the end of `increment`, to say it only once
// cause: `value` waits for the lock that your `increment` still holds: it waits for itself.

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
        step(*value).await;
        *value += 1;
        self.value().await
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
