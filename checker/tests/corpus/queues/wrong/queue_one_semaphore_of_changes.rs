// part: Queue
// mistake: a semaphore has a permit for each change, whatever has changed, and whoever waits first gets it
// diagnosis: lost wake-up
// breaks: "Whoever waits is woken": capacity 1, ann and bob wait in get; the first put gives a permit to ann, the second put waits behind bob; ann takes, and bob has the permit for that: nobody moves, and the queue is empty

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
    room: usize,
    items: Mutex<VecDeque<T>>,
    /// One permit for each change that somebody should look at. It is closed with the queue.
    changes: Semaphore,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue { room: capacity, items: Mutex::new(VecDeque::new()), changes: Semaphore::new(0) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            {
                let mut items = self.items.lock().unwrap();
                if self.changes.is_closed() {
                    return Err(Closed(item));
                }
                if items.len() < self.room {
                    items.push_back(item);
                    self.changes.add_permits(1);
                    return Ok(());
                }
            }
            self.next_change().await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            {
                let mut items = self.items.lock().unwrap();
                if let Some(item) = items.pop_front() {
                    self.changes.add_permits(1);
                    return Some(item);
                }
                if self.changes.is_closed() {
                    return None;
                }
            }
            self.next_change().await;
        }
    }

    pub fn close(&self) {
        let _items = self.items.lock().unwrap();
        self.changes.close();
    }

    async fn next_change(&self) {
        // An error says that the queue is closed, which is a change, too.
        if let Ok(change) = self.changes.acquire().await {
            change.forget();
        }
    }
}
