// part: Queue
// idea: one Notify for room and one for items: one is woken, and wakes the next if there is more

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
    room: Notify,
    filled: Notify,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let line = Line { items: VecDeque::new(), closed: false };
        Queue { capacity, line: Mutex::new(line), room: Notify::new(), filled: Notify::new() }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let room = self.room.notified();
            {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(Closed(item));
                }
                if line.items.len() < self.capacity {
                    line.items.push_back(item);
                    self.filled.notify_one();
                    // One word may stand for several free places.
                    if line.items.len() < self.capacity {
                        self.room.notify_one();
                    }
                    return Ok(());
                }
            }
            room.await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let filled = self.filled.notified();
            {
                let mut line = self.line.lock().unwrap();
                if let Some(item) = line.items.pop_front() {
                    self.room.notify_one();
                    // One word may stand for several items.
                    if !line.items.is_empty() {
                        self.filled.notify_one();
                    }
                    return Some(item);
                }
                if line.closed {
                    return None;
                }
            }
            filled.await;
        }
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.room.notify_waiters();
        self.filled.notify_waiters();
    }
}
