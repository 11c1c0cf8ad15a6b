// part: Queue
// mistake: closes by dropping its sender, but those who wait in put have clones, and put later all the same
// diagnosis: never closed

use std::sync::Mutex;

use tokio::sync::mpsc;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    sender: Mutex<Option<mpsc::Sender<T>>>,
    receiver: tokio::sync::Mutex<mpsc::Receiver<T>>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (sender, receiver) = mpsc::channel(capacity);
        Queue { sender: Mutex::new(Some(sender)), receiver: tokio::sync::Mutex::new(receiver) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let sender = self.sender.lock().unwrap().clone();
        match sender {
            Some(sender) => sender.send(item).await.map_err(|refused| Closed(refused.0)),
            None => Err(Closed(item)),
        }
    }

    pub async fn get(&self) -> Option<T> {
        self.receiver.lock().await.recv().await
    }

    pub fn close(&self) {
        *self.sender.lock().unwrap() = None;
    }
}
