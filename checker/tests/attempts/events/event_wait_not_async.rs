// part: Event
// unwritten: wait_at_most, first_of
// wrote: Typed `wait` anew without the word `async`, and waits in a loop, since there is no `.await` then.
// cause: Your `wait` is not async any more; the stub has `pub async fn wait(&self)`.
// was: 1
// from: ev14

use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug)]
pub struct Event {
    flag: AtomicBool,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: AtomicBool::new(false) }
    }

    pub fn set(&self) {
        self.flag.store(true, Ordering::SeqCst);
    }

    pub fn clear(&self) {
        self.flag.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    pub fn wait(&self) {
        while !self.is_set() {
            std::thread::yield_now();
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
