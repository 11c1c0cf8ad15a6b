// part: Event
// mistake: clears the event when somebody has waited for it
// diagnosis: event not sticky

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
        self.changed.notify_waiters();
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        let next_set = self.changed.notified();
        if !self.set.swap(false, Ordering::SeqCst) {
            next_set.await;
            self.clear();
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
