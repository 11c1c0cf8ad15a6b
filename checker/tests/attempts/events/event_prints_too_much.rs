// part: Event
// wrote: Put a `println!` into a loop, to see what happens, and it prints thousands of lines.
// cause: The loop prints 6,000 lines in each call: take the `println!` out.
// was: 4
// from: 2/rm2

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
        let notified = self.notify.notified();
        for i in 0..6000 {
            println!("{i}: is_set is {}", self.is_set());
        }
        if !self.is_set() {
            notified.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
