// part: Counter
// unwritten: run_workers
// wrote: Took the `Mutex` of the standard library and kept its guard while the step is awaited.
// cause: The guard `v` of a `std::sync::Mutex` is alive across `step(*v).await`: take tokio's `Mutex` here.
// was: 2
// from: 2/k2

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
