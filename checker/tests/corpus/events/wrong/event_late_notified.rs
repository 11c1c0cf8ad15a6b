// part: Event
// mistake: begins to listen one turn after it has looked at the flag, and misses a set in between
// diagnosis: lost wake-up

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;
use tokio::task::yield_now;

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
    changed: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: AtomicBool::new(false), changed: Notify::new() }
    }

    pub fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        if !self.is_set() {
            yield_now().await;
            self.changed.notified().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
