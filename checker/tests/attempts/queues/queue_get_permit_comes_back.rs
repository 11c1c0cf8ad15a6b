// part: Queue
// unwritten: get_within, put_within
// wrote: Two semaphores, one for room and one for items; `get` takes a permit for an item and keeps it in a variable.
// cause: The permit in `get` comes back at the end of the call, though its item is gone: it must be forgotten.
// was: 3
// from: q9

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

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
        match self.room.acquire().await {
            Ok(permit) => permit.forget(),
            Err(_) => return Err(Closed(item)),
        }
        self.items.lock().unwrap().push_back(item);
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        let _permit = self.filled.acquire().await;
        let item = self.items.lock().unwrap().pop_front();
        if item.is_some() {
            self.room.add_permits(1);
        }
        item
    }

    pub fn close(&self) {
        self.room.close();
        self.filled.close();
    }
}
