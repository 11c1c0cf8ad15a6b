// part: Event
// wrote: Waits with `while !self.is_set() {}`, an empty loop.
// cause: The loop has no `.await`, so it keeps the thread and nobody can ever call `set`.
// was: 5
// from: ev15

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

    pub async fn wait(&self) {
        while !self.is_set() {}
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
