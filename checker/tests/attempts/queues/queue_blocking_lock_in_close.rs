// part: Queue
// unwritten: get_within, put_within
// wrote: An mpsc channel with its receiver in tokio's `Mutex`, and `blocking_lock` in `close`, which is not async.
// cause: `blocking_lock` must not be called inside a runtime: it would stop the thread on which all tasks run.
// was: 2
// from: q1, 2/q3

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
        self.rx.blocking_lock().close();
    }
}
