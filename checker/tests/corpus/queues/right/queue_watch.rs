// part: Queue
// idea: a watch channel without a value says that something has changed

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::watch;

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
    changes: watch::Sender<()>,
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
            changes: watch::Sender::new(()),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let mut changes = self.changes.subscribe();
        loop {
            {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(Closed(item));
                }
                if line.items.len() < self.capacity {
                    line.items.push_back(item);
                    self.changes.send_replace(());
                    return Ok(());
                }
            }
            changes.changed().await.expect("the queue has the sender");
        }
    }

    pub async fn get(&self) -> Option<T> {
        let mut changes = self.changes.subscribe();
        loop {
            {
                let mut line = self.line.lock().unwrap();
                if let Some(item) = line.items.pop_front() {
                    self.changes.send_replace(());
                    return Some(item);
                }
                if line.closed {
                    return None;
                }
            }
            changes.changed().await.expect("the queue has the sender");
        }
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.changes.send_replace(());
    }
}
