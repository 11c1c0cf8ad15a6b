// part: Counter
// idea: lets others go first, once, before it looks

use tokio::sync::Mutex;
use tokio::task::yield_now;

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
        yield_now().await;
        let mut value = self.value.lock().await;
        let read = *value;
        step(read).await;
        *value = read + 1;
        *value
    }

    pub async fn value(&self) -> u64 {
        yield_now().await;
        *self.value.lock().await
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
