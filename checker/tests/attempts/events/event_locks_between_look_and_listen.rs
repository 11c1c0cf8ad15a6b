// part: Event
// wrote: Looks at the flag, then takes tokio's `Mutex` to count itself in, and listens only after that.
// cause: The `.await` of the lock stands between the look and `notified()`, and a `set` in that gap is missed.
// was: 3
// from: ev12

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Mutex, Notify};

#[derive(Debug)]
pub struct Event {
    flag: AtomicBool,
    waits: Mutex<usize>,
    notify: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: AtomicBool::new(false), waits: Mutex::new(0), notify: Notify::new() }
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
        if self.is_set() {
            return;
        }
        *self.waits.lock().await += 1;
        self.notify.notified().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
