// part: Counter
// mistake: reads under the lock for reading, then waits for the one for writing: others may read the same
// diagnosis: guard dropped too early

use tokio::sync::RwLock;

#[derive(Debug)]
pub struct Counter {
    value: RwLock<u64>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: RwLock::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let read = *self.value.read().await;
        let mut value = self.value.write().await;
        step(read).await;
        *value = read + 1;
        *value
    }

    pub async fn value(&self) -> u64 {
        *self.value.read().await
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
