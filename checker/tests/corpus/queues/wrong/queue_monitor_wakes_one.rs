// part: Queue
// mistake: a monitor with one condition: each change wakes the one who waits longest, who may be of the side that the change is no use to
// diagnosis: lost wake-up
// breaks: "Whoever waits is woken": capacity 1, ann and bob wait in get; one puts and wakes ann, a second put waits behind bob; ann takes and wakes bob, who finds nothing: the put sleeps although there is room

use std::collections::VecDeque;
use std::pin::pin;
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
    inside: Mutex<Inside<T>>,
    condition: Notify,
}

#[derive(Debug)]
struct Inside<T> {
    items: VecDeque<T>,
    is_closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let inside = Inside { items: VecDeque::with_capacity(capacity), is_closed: false };
        Queue { capacity, inside: Mutex::new(inside), condition: Notify::new() }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let mut item = Some(item);
        self.as_soon_as(|inside| {
            if inside.is_closed {
                return item.take().map(|item| Err(Closed(item)));
            }
            if inside.items.len() == self.capacity {
                return None;
            }
            inside.items.extend(item.take());
            Some(Ok(()))
        })
        .await
    }

    pub async fn get(&self) -> Option<T> {
        self.as_soon_as(|inside| match inside.items.pop_front() {
            Some(item) => Some(Some(item)),
            None if inside.is_closed => Some(None),
            None => None,
        })
        .await
    }

    pub fn close(&self) {
        self.inside.lock().unwrap().is_closed = true;
        self.condition.notify_waiters();
    }

    /// Tries until it succeeds, and then lets another one try.
    async fn as_soon_as<R>(&self, mut attempt: impl FnMut(&mut Inside<T>) -> Option<R>) -> R {
        loop {
            let mut signal = pin!(self.condition.notified());
            signal.as_mut().enable();
            let result = attempt(&mut self.inside.lock().unwrap());
            if let Some(result) = result {
                self.condition.notify_one();
                return result;
            }
            signal.await;
        }
    }
}
