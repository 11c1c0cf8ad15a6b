// part: Queue
// idea: an unbounded channel holds the items, a semaphore the room, and a close drops the sender

use std::sync::Mutex;

use tokio::sync::{Semaphore, mpsc};

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    room: Semaphore,
    sender: Mutex<Option<mpsc::UnboundedSender<T>>>,
    receiver: tokio::sync::Mutex<mpsc::UnboundedReceiver<T>>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        Queue {
            room: Semaphore::new(capacity),
            sender: Mutex::new(Some(sender)),
            receiver: tokio::sync::Mutex::new(receiver),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let Ok(place) = self.room.acquire().await else {
            return Err(Closed(item));
        };
        match &*self.sender.lock().unwrap() {
            Some(sender) => sender.send(item).map_err(|refused| Closed(refused.0))?,
            None => return Err(Closed(item)),
        }
        place.forget();
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        let item = self.receiver.lock().await.recv().await?;
        self.room.add_permits(1);
        Some(item)
    }

    pub fn close(&self) {
        *self.sender.lock().unwrap() = None;
        self.room.close();
    }
}
