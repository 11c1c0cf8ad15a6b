// part: Queue
// mistake: asks again and again for room or for an item, with only a yield in between
// diagnosis: busy waiting

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::task::yield_now;

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
    line: Mutex<Line<T>>,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue { capacity, line: Mutex::new(Line { items: VecDeque::new(), closed: false }) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(Closed(item));
                }
                if line.items.len() < self.capacity {
                    line.items.push_back(item);
                    return Ok(());
                }
            }
            yield_now().await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            {
                let mut line = self.line.lock().unwrap();
                if let Some(item) = line.items.pop_front() {
                    return Some(item);
                }
                if line.closed {
                    return None;
                }
            }
            yield_now().await;
        }
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
    }
}
