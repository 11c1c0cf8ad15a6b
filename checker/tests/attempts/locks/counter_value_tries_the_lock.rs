// part: Counter
// wrote: `try_lock().unwrap()` in `value`, since reading needs no waiting
// cause: while somebody increments, `try_lock` fails and your `unwrap` panics: `value` is to wait for its turn.

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
        *value
    }

    pub async fn value(&self) -> u64 {
        *self.value.try_lock().unwrap()
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
