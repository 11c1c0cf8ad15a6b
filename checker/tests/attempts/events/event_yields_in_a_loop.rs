// part: Event
// wrote: Waits with `while not set: await asyncio.sleep(0)`, which is `yield_now` here.
// cause: `yield_now` comes back at once, again and again: the task must sleep until `set` wakes it.
// was: 5
// from: ev2, 2/ev13

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
        while !self.is_set() {
            tokio::task::yield_now().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
