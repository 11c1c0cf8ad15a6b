// part: Queue
// mistake: lets go of the place at the end of put instead of keeping it for the item
// diagnosis: permit dropped before the work
// or: unbounded buffer

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    line: Mutex<Line<T>>,
    room: Semaphore,
    filled: Semaphore,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            line: Mutex::new(Line { items: VecDeque::with_capacity(capacity), closed: false }),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let Ok(_place) = self.room.acquire().await else {
            return Err(Closed(item));
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(Closed(item));
        }
        line.items.push_back(item);
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        if let Ok(item) = self.filled.acquire().await {
            item.forget();
        }
        let item = self.line.lock().unwrap().items.pop_front()?;
        self.room.add_permits(1);
        Some(item)
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.room.close();
        self.filled.close();
    }
}
