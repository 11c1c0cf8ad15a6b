// part: Event
// idea: a semaphore without permits, which is closed when the event is set, and replaced when it is cleared

use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Event {
    gate: Mutex<Arc<Semaphore>>,
}

impl Event {
    pub fn new() -> Self {
        Event { gate: Mutex::new(Arc::new(Semaphore::new(0))) }
    }

    pub fn set(&self) {
        self.gate.lock().unwrap().close();
    }

    pub fn clear(&self) {
        let mut gate = self.gate.lock().unwrap();
        if gate.is_closed() {
            *gate = Arc::new(Semaphore::new(0));
        }
    }

    pub fn is_set(&self) -> bool {
        self.gate.lock().unwrap().is_closed()
    }

    pub async fn wait(&self) {
        let gate = self.gate.lock().unwrap().clone();
        let _closed = gate.acquire().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
