// part: Counter
// idea: an owned guard, and a struct around the value that says what may be done with it

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

#[derive(Debug)]
pub struct Counter {
    value: Arc<Mutex<u64>>,
}

/// A turn, as long as it lives.
struct Turn(OwnedMutexGuard<u64>);

impl Turn {
    fn read(&self) -> u64 {
        *self.0
    }

    fn write(mut self, value: u64) -> u64 {
        *self.0 = value;
        value
    }
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: Arc::default() }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let turn = self.turn().await;
        let read = turn.read();
        step(read).await;
        turn.write(read + 1)
    }

    pub async fn value(&self) -> u64 {
        self.turn().await.read()
    }

    async fn turn(&self) -> Turn {
        Turn(self.value.clone().lock_owned().await)
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
