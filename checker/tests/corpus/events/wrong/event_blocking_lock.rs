// part: Event
// mistake: locks a tokio mutex with blocking_lock, which panics inside a runtime
// diagnosis: blocking the thread

use tokio::sync::{Mutex, Notify};

#[derive(Debug)]
pub struct Event {
    set: Mutex<bool>,
    changed: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: Mutex::new(false), changed: Notify::new() }
    }

    pub fn set(&self) {
        *self.set.blocking_lock() = true;
        self.changed.notify_waiters();
    }

    pub fn clear(&self) {
        *self.set.blocking_lock() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.set.blocking_lock()
    }

    pub async fn wait(&self) {
        let next_set = self.changed.notified();
        if !*self.set.lock().await {
            next_set.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
