// part: Counter
// wrote: `self.value += 1` with a plain `u64`, as in a Python class
// cause: through `&self` a plain field cannot be changed: put the number behind a tokio `Mutex`.
// compiles: no

/// A number that many tasks count up.
#[derive(Debug)]
pub struct Counter {
    value: u64,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: 0 }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let value = self.value;
        step(value).await;
        self.value = value + 1;
        self.value
    }

    pub async fn value(&self) -> u64 {
        self.value
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
