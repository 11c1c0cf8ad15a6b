// part: Event
// wrote: Waits in a `while` loop that looks at the flag again, the habit from `asyncio.Condition`.
// cause: When `clear` follows the `set`, whoever was woken finds the flag cleared and waits again.
// was: 5
// from: ev4, 2/ev8

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
        while !self.is_set() {
            self.notify.notified().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
