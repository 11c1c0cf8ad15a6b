// part: Event
// wrote: `if` the flag is not set, `notified().await`: right on one thread, where nobody comes between the two.
// cause: On several threads a `set` can come between the look and `notified()`: listen before you look.
// from: 2/ev9

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    flag: AtomicBool,
    n: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: AtomicBool::new(false), n: Notify::new() }
    }

    pub fn set(&self) {
        self.flag.store(true, Ordering::SeqCst);
        self.n.notify_waiters();
    }

    pub fn clear(&self) {
        self.flag.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        if !self.is_set() {
            self.n.notified().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
