// part: Counter
// wrote: `std::sync::Mutex`, with the guard kept over the step
// cause: your std guard is alive across `step(..).await`: that is not `Send`; tokio's mutex is made for this.
// compiles: alone

use std::sync::Mutex;

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
        let mut value = self.value.lock().unwrap();
        step(*value).await;
        *value += 1;
        *value
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
