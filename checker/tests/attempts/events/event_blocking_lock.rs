// part: Event
// wrote: Took tokio's `Mutex`, the async one, and `blocking_lock` where `set` is not async.
// cause: `blocking_lock` must not be called inside a runtime: take a `std::sync::Mutex` or an atomic here.
// was: 4
// from: ev5

use tokio::sync::{Mutex, Notify};

#[derive(Debug)]
pub struct Event {
    flag: Mutex<bool>,
    notify: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: Mutex::new(false), notify: Notify::new() }
    }

    pub fn set(&self) {
        *self.flag.blocking_lock() = true;
        self.notify.notify_waiters();
    }

    pub fn clear(&self) {
        *self.flag.blocking_lock() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.flag.blocking_lock()
    }

    pub async fn wait(&self) {
        let notified = self.notify.notified();
        if *self.flag.lock().await {
            return;
        }
        notified.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
