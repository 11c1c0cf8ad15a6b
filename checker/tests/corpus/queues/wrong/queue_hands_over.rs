// part: Queue
// mistake: hands an item to a consumer that waits, and it is lost when that one is dropped before it looks
// diagnosis: item lost on cancellation

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::{Semaphore, oneshot};

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
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    waiting: VecDeque<oneshot::Sender<T>>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let line = Line { items: VecDeque::new(), waiting: VecDeque::new(), closed: false };
        Queue { line: Mutex::new(line), room: Semaphore::new(capacity) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let Ok(place) = self.room.acquire().await else {
            return Err(Closed(item));
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(Closed(item));
        }
        let mut item = item;
        while let Some(consumer) = line.waiting.pop_front() {
            // Whoever has gone away does not get it.
            match consumer.send(item) {
                Ok(()) => return Ok(()),
                Err(refused) => item = refused,
            }
        }
        line.items.push_back(item);
        place.forget();
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        let handed = {
            let mut line = self.line.lock().unwrap();
            if let Some(item) = line.items.pop_front() {
                self.room.add_permits(1);
                return Some(item);
            }
            if line.closed {
                return None;
            }
            let (hand, handed) = oneshot::channel();
            line.waiting.push_back(hand);
            handed
        };
        handed.await.ok()
    }

    pub fn close(&self) {
        let mut line = self.line.lock().unwrap();
        line.closed = true;
        line.waiting.clear();
        self.room.close();
    }
}
