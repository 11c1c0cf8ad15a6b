// part: Queue
// mistake: waits for room or for the close, and puts the item when both have come before its turn
// diagnosis: stale check

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::{Semaphore, SetOnce};

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    items: Mutex<VecDeque<T>>,
    room: Semaphore,
    filled: Semaphore,
    closed: SetOnce<()>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            items: Mutex::new(VecDeque::new()),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
            closed: SetOnce::new(),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        if self.closed.initialized() {
            return Err(Closed(item));
        }
        tokio::select! {
            place = self.room.acquire() => {
                place.expect("nobody closes this semaphore").forget();
                self.items.lock().unwrap().push_back(item);
                self.filled.add_permits(1);
                Ok(())
            }
            _ = self.closed.wait() => Err(Closed(item)),
        }
    }

    pub async fn get(&self) -> Option<T> {
        if let Ok(item) = self.filled.acquire().await {
            item.forget();
        }
        let item = self.items.lock().unwrap().pop_front()?;
        self.room.add_permits(1);
        Some(item)
    }

    pub fn close(&self) {
        let _ = self.closed.set(());
        self.filled.close();
    }
}
