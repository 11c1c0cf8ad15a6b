// part: Counter
// mistake: writes before the step, so a call that is dropped in the step has counted
// diagnosis: half done when cancelled

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
        let read = *value;
        *value = read + 1;
        step(read).await;
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
