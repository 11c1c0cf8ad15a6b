// part: Event
// mistake: wakes only one of those who wait
// diagnosis: wakes one instead of all

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

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
        self.changed.notify_one();
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        let next_set = self.changed.notified();
        if !self.is_set() {
            next_set.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
