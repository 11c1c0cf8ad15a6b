use crate::{Consumed, Stopped};

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};
use tokio::task::yield_now;
use tokio::time::timeout;

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
        let place = self.room.acquire().await;
        self.put_in(place, item)
    }

    pub async fn get(&self) -> Option<T> {
        if let Ok(item) = self.filled.acquire().await {
            item.forget();
        }
        let item = self.line.lock().expect("nobody panics while holding the lock").items.pop_front()?;
        self.room.add_permits(1);
        Some(item)
    }

    pub fn close(&self) {
        self.line.lock().expect("nobody panics while holding the lock").closed = true;
        self.room.close();
        self.filled.close();
    }
}

impl<T> Queue<T> {
    fn put_in(&self, place: Result<SemaphorePermit<'_>, AcquireError>, item: T) -> Result<(), Closed<T>> {
        let Ok(place) = place else {
            return Err(Closed(item));
        };
        let mut line = self.line.lock().expect("nobody panics while holding the lock");
        if line.closed {
            return Err(Closed(item));
        }
        line.items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }
}

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut handle = handle;
    let mut count = 0;
    let stopped = loop {
        match timeout(patience, queue.get()).await {
            Ok(Some(Some(item))) => match handle(item).await {
                Ok(()) => count += 1,
                Err(error) => break Stopped::Failed(error),
            },
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
