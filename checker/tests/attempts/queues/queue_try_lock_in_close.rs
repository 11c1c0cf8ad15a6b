// part: Queue
// unwritten: get_within, put_within
// wrote: The receiver of an mpsc channel in tokio's `Mutex`, and `try_lock` in `close`: `blocking_lock` panicked.
// cause: The `get` that waits holds the lock, so `try_lock` fails and your `close` does nothing.
// was: 4
// from: q2

use tokio::sync::{Mutex, mpsc};

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    tx: mpsc::Sender<T>,
    rx: Mutex<mpsc::Receiver<T>>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (tx, rx) = mpsc::channel(capacity);
        Queue { tx, rx: Mutex::new(rx) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        self.tx.send(item).await.map_err(|e| Closed(e.0))
    }

    pub async fn get(&self) -> Option<T> {
        self.rx.lock().await.recv().await
    }

    pub fn close(&self) {
        if let Ok(mut rx) = self.rx.try_lock() {
            rx.close();
        }
    }
}
