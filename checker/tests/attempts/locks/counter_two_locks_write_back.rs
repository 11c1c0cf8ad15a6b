// part: Counter
// wrote: Locked once to read and once to write what was read plus one, to hold no guard across the `.await`.
// cause: Between the two locks others read the same value, and their updates are lost: hold one guard throughout.
// was: 5
// from: 2/k3

use std::sync::Mutex;

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
        let v = *self.value.lock().unwrap();
        step(v).await;
        *self.value.lock().unwrap() = v + 1;
        v + 1
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
