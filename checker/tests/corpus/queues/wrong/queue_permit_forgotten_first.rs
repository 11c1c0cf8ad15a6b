// part: Queue
// mistake: forgets the permit and then waits for the items: a call that is dropped there loses it
// diagnosis: permit leaked
// or: item lost on cancellation

use std::collections::VecDeque;

use tokio::sync::{Mutex, Semaphore};

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
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            items: Mutex::new(VecDeque::new()),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let Ok(place) = self.room.acquire().await else {
            return Err(Closed(item));
        };
        let mut items = self.items.lock().await;
        if self.room.is_closed() {
            return Err(Closed(item));
        }
        items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        if let Ok(filled) = self.filled.acquire().await {
            filled.forget();
        }
        let item = self.items.lock().await.pop_front()?;
        self.room.add_permits(1);
        Some(item)
    }

    pub fn close(&self) {
        self.room.close();
        self.filled.close();
    }
}
