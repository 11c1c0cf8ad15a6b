// part: Queue
// unwritten: get_within, put_within
// wrote: Two semaphores, one for room and one for items; `put` takes a permit for room and keeps it in a variable.
// cause: The permit in `put` comes back at the end of the call, though its place is taken: it must be forgotten.
// was: 4
// from: q7

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
        let _permit = match self.room.acquire().await {
            Ok(permit) => permit,
            Err(_) => return Err(Closed(item)),
        };
        self.items.lock().unwrap().push_back(item);
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        if let Ok(permit) = self.filled.acquire().await {
            permit.forget();
        }
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
