// part: Counter
// idea: the value itself goes round in a channel, and who has taken it out has the turn

use tokio::sync::{Mutex, mpsc};

#[derive(Debug)]
pub struct Counter {
    give: mpsc::Sender<u64>,
    take: Mutex<mpsc::Receiver<u64>>,
}

impl Counter {
    pub fn new() -> Self {
        let (give, take) = mpsc::channel(1);
        give.try_send(0).expect("there is room for one value");
        Counter { give, take: Mutex::new(take) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let mut taken = self.take().await;
        step(taken.value).await;
        taken.value += 1;
        taken.value
    }

    pub async fn value(&self) -> u64 {
        self.take().await.value
    }

    async fn take(&self) -> Taken<'_> {
        let value = self.take.lock().await.recv().await.expect("the counter has a sender");
        Taken { value, counter: self }
    }
}

/// Gives the value back when it is dropped.
struct Taken<'a> {
    value: u64,
    counter: &'a Counter,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let _ = self.counter.give.try_send(self.value);
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
