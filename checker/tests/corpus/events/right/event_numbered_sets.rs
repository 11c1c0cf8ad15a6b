// part: Event
// idea: counts the sets, so that whoever wakes up sees that there was one, even after a clear

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
    sets: AtomicU64,
    changed: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: AtomicBool::new(false), sets: AtomicU64::new(0), changed: Notify::new() }
    }

    pub fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
        self.sets.fetch_add(1, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        let sets = self.sets.load(Ordering::SeqCst);
        loop {
            let changed = self.changed.notified();
            if self.is_set() || self.sets.load(Ordering::SeqCst) != sets {
                return;
            }
            changed.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
