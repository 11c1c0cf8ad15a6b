// part: Counter
// idea: tries the lock, and stands in line only if it is taken

use tokio::sync::{Mutex, MutexGuard};

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
        let mut value = self.lock().await;
        let next = *value + 1;
        step(*value).await;
        *value = next;
        next
    }

    pub async fn value(&self) -> u64 {
        *self.lock().await
    }

    async fn lock(&self) -> MutexGuard<'_, u64> {
        match self.value.try_lock() {
            Ok(value) => value,
            // A tokio mutex is fair: it is taken as long as somebody waits.
            Err(_taken) => self.value.lock().await,
        }
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
