// part: Queue
// unwritten: get_within, put_within
// wrote: Wrote `tx.send(item).await?`, and closes with `drop(self.tx)`, as one ends a generator.
// cause: `send` fails with its own error: make a `Closed` of its item; and nothing can be moved out of `&self`.
// was: 3
// from: 2/q1

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
        Queue { tx, rx }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        self.tx.send(item).await?;
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        self.rx.lock().await.recv().await
    }

    pub fn close(&self) {
        drop(self.tx);
    }
}
