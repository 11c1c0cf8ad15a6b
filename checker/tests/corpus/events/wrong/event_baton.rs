// part: Event
// mistake: wakes one, who wakes the next, and so on: also somebody who came after the event was cleared
// diagnosis: none

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
    waiting: AtomicUsize,
    next: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: AtomicBool::new(false), waiting: AtomicUsize::new(0), next: Notify::new() }
    }

    pub fn set(&self) {
        if !self.set.swap(true, Ordering::SeqCst) {
            self.wake_next();
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
        let waiting = Waiting::new(&self.waiting);
        self.next.notified().await;
        drop(waiting);
        self.wake_next();
    }

    fn wake_next(&self) {
        if self.waiting.load(Ordering::SeqCst) > 0 {
            self.next.notify_one();
        }
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
