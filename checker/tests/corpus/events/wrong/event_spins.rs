// part: Event
// mistake: asks the flag again and again, with only a yield in between
// diagnosis: busy waiting

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::yield_now;

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
}

impl Event {
    pub fn new() -> Self {
        Event { set: AtomicBool::new(false) }
    }

    pub fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        while !self.is_set() {
            yield_now().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
