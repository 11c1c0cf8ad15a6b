// part: Event
// wrote: Wrote the condition the way Python does: `if not self.is_set():`.
// cause: This is Python: Rust writes `if !self.is_set() { ... }`.
// was: 5
// from: ev17

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    flag: AtomicBool,
    notify: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: AtomicBool::new(false), notify: Notify::new() }
    }

    pub fn set(&self) {
        self.flag.store(true, Ordering::SeqCst);
        self.notify.notify_waiters();
    }

    pub fn clear(&self) {
        self.flag.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        if not self.is_set():
            await self.notify.notified()
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
