// part: Counter
// mistake: lets the lock go before the step, and takes it again to write
// diagnosis: guard dropped too early

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
        let read = *self.value.lock().await;
        step(read).await;
        let mut value = self.value.lock().await;
        *value = read + 1;
        *value
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
