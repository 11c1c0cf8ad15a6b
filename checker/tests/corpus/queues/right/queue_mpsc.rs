// part: Queue
// idea: an mpsc channel whose receiver is behind a tokio mutex, and an event that says that it is closed

use std::sync::Mutex;

use tokio::sync::{SetOnce, mpsc};

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    sender: mpsc::Sender<T>,
    receiver: tokio::sync::Mutex<mpsc::Receiver<T>>,
    open: Mutex<bool>,
    closed: SetOnce<()>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (sender, receiver) = mpsc::channel(capacity);
        let receiver = tokio::sync::Mutex::new(receiver);
        Queue { sender, receiver, open: Mutex::new(true), closed: SetOnce::new() }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        tokio::select! {
            biased;
            _ = self.closed.wait() => Err(Closed(item)),
            place = self.sender.reserve() => {
                let place = place.expect("the receiver lives as long as the queue");
                // Nobody closes the queue between the look and the send.
                let open = self.open.lock().unwrap();
                if !*open {
                    return Err(Closed(item));
                }
                place.send(item);
                Ok(())
            }
        }
    }

    pub async fn get(&self) -> Option<T> {
        let mut receiver = self.receiver.lock().await;
        tokio::select! {
            biased;
            item = receiver.recv() => item,
            _ = self.closed.wait() => receiver.try_recv().ok(),
        }
    }

    pub fn close(&self) {
        *self.open.lock().unwrap() = false;
        let _ = self.closed.set(());
    }
}
