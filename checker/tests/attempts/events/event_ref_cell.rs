// part: Event
// unwritten: wait_at_most, first_of
// wrote: Put the fields into `RefCell`s, as the Rust book teaches it for interior mutability.
// cause: A `RefCell` may not be shared between tasks that could run on several threads: take a `std::sync::Mutex`.
// was: 2
// from: 2/ev2

use std::cell::RefCell;

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Event {
    flag: RefCell<bool>,
    waiters: RefCell<Vec<oneshot::Sender<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: RefCell::new(false), waiters: RefCell::new(Vec::new()) }
    }

    pub fn set(&self) {
        *self.flag.borrow_mut() = true;
        for w in self.waiters.borrow_mut().drain(..) {
            let _ = w.send(());
        }
    }

    pub fn clear(&self) {
        *self.flag.borrow_mut() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.flag.borrow()
    }

    pub async fn wait(&self) {
        if *self.flag.borrow() {
            return;
        }
        let (tx, rx) = oneshot::channel();
        self.waiters.borrow_mut().push(tx);
        let _ = rx.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
