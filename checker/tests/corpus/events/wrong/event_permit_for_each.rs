// part: Event
// mistake: gives a permit for each who waits, and at the next set once more for those who have not gone yet
// diagnosis: none

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
    waiting: AtomicUsize,
    go: Semaphore,
}

impl Event {
    pub fn new() -> Self {
        Event { set: AtomicBool::new(false), waiting: AtomicUsize::new(0), go: Semaphore::new(0) }
    }

    pub fn set(&self) {
        if !self.set.swap(true, Ordering::SeqCst) {
            self.go.add_permits(self.waiting.load(Ordering::SeqCst));
        }
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        if self.is_set() {
            return;
        }
        let _waiting = Waiting::new(&self.waiting);
        self.go.acquire().await.expect("nobody closes this semaphore").forget();
    }
}

/// Counts while it lives.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Waiting(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
