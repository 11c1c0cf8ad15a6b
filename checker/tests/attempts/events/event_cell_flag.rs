// part: Event
// unwritten: wait_at_most, first_of
// wrote: Put the flag into a `Cell<bool>`, to be able to change it through `&self`.
// cause: A `Cell` may not be shared between tasks that could run on several threads: take an `AtomicBool`.
// was: 2
// from: ev13

use std::cell::Cell;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    flag: Cell<bool>,
    notify: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: Cell::new(false), notify: Notify::new() }
    }

    pub fn set(&self) {
        self.flag.set(true);
        self.notify.notify_waiters();
    }

    pub fn clear(&self) {
        self.flag.set(false);
    }

    pub fn is_set(&self) -> bool {
        self.flag.get()
    }

    pub async fn wait(&self) {
        let notified = self.notify.notified();
        if !self.flag.get() {
            notified.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
