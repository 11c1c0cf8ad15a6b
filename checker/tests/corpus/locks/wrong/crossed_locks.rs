// part: Counter
// mistake: an increment takes the turn and then the value, a look at the value takes them the other way round
// diagnosis: deadlock

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Counter {
    turn: Mutex<()>,
    value: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { turn: Mutex::new(()), value: Mutex::new(0) }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let _turn = self.turn.lock().await;
        let mut value = self.value.lock().await;
        let read = *value;
        step(read).await;
        *value = read + 1;
        *value
    }

    pub async fn value(&self) -> u64 {
        let value = self.value.lock().await;
        // Not while somebody is in the middle of an increment.
        let _turn = self.turn.lock().await;
        *value
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
