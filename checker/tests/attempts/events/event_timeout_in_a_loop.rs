// part: Event
// wrote: Waits for the signal for 5 ms at a time and looks at the flag in between, in case a signal is missed.
// cause: Looking again every 5 ms is polling, and whoever was woken looks at the flag again: trust the signal.
// was: 3
// from: ev11

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

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
            let _ = timeout(Duration::from_millis(5), self.notify.notified()).await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
