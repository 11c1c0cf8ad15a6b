// part: Event
// wrote: Looks at the flag, gives the others a turn with `yield_now`, and only then listens.
// cause: A `set` between the look and `notified()` is missed: listen before you look.
// was: 3
// from: ev9, 2/rm3

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
        if self.is_set() {
            return;
        }
        tokio::task::yield_now().await;
        self.notify.notified().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
