// part: Counter
// wrote: Took tokio's `Mutex` and wrote `.lock().unwrap()`, as one does with that of the standard library.
// cause: Here `lock()` is a future, and it cannot fail: `.await` it instead of `unwrap()`.
// was: 3
// from: 2/k5

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
        let mut v = self.value.lock().unwrap();
        step(*v).await;
        *v += 1;
        *v
    }

    pub async fn value(&self) -> u64 {
        *self.value.lock().unwrap()
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
