// part: Counter
// wrote: Locked once to read and once for `+= 1`, so that no update is lost, at least in the number.
// cause: Others are let in between the reading and the writing: hold one guard from the one to the other.
// was: 3
// from: 2/k4

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
        let mut g = self.value.lock().unwrap();
        *g += 1;
        *g
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
