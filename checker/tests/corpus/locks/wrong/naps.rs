// part: Counter
// mistake: tries the lock every 20 ms, so the next one begins late and whoever comes first may wait longest
// diagnosis: time used instead of a signal
// or: busy waiting

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::sleep;

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
        let mut value = loop {
            if let Ok(value) = self.value.try_lock() {
                break value;
            }
            sleep(Duration::from_millis(20)).await;
        };
        let read = *value;
        step(read).await;
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
