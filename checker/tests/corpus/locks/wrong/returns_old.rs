// part: Counter
// mistake: returns the value that it read, not the one that it wrote
// diagnosis: wrong output

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
        step(read).await;
        *value = read + 1;
        read
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
