// part: Queue
// mistake: looks under the lock whether there is room, and takes the lock again to put the item
// diagnosis: stale check
// or: limit off by one

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Mutex, Notify};

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    capacity: usize,
    items: Mutex<VecDeque<T>>,
    closed: AtomicBool,
    changed: Notify,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            capacity,
            items: Mutex::new(VecDeque::new()),
            closed: AtomicBool::new(false),
            changed: Notify::new(),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        while self.len().await >= self.capacity && !self.is_closed() {
            self.changed.notified().await;
        }
        let mut items = self.items.lock().await;
        if self.is_closed() {
            return Err(Closed(item));
        }
        items.push_back(item);
        self.changed.notify_waiters();
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let item = self.items.lock().await.pop_front();
            if item.is_some() {
                self.changed.notify_waiters();
                return item;
            }
            if self.is_closed() {
                return None;
            }
            self.changed.notified().await;
        }
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    async fn len(&self) -> usize {
        self.items.lock().await.len()
    }

    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }
}
