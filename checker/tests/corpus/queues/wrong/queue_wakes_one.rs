// part: Queue
// mistake: wakes only one of those who wait, for whatever reason they wait
// diagnosis: wakes one instead of all
// or: lost wake-up

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Notify;

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
    changed: Notify,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            capacity,
            line: Mutex::new(Line { items: VecDeque::with_capacity(capacity), closed: false }),
            changed: Notify::new(),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let changed = {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(Closed(item));
                }
                if line.items.len() < self.capacity {
                    line.items.push_back(item);
                    self.changed.notify_one();
                    return Ok(());
                }
                self.changed.notified()
            };
            changed.await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let changed = {
                let mut line = self.line.lock().unwrap();
                if let Some(item) = line.items.pop_front() {
                    self.changed.notify_one();
                    return Some(item);
                }
                if line.closed {
                    return None;
                }
                self.changed.notified()
            };
            changed.await;
        }
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.changed.notify_one();
    }
}
