// part: Event
// mistake: looks at the flag again after waking up, and waits on when it was cleared meanwhile
// diagnosis: looks again after the signal

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
        loop {
            let next_set = self.changed.notified();
            if self.is_set() {
                return;
            }
            next_set.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
