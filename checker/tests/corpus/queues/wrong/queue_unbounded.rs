// part: Queue
// mistake: does not wait for room: the queue takes any number of items
// diagnosis: unbounded buffer

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
            filled: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
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
        self.line.lock().unwrap().items.pop_front()
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.filled.close();
    }
}
