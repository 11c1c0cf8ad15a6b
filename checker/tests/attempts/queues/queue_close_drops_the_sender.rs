// part: Queue
// unwritten: get_within, put_within
// wrote: Closes by dropping the sender; `put` takes a clone of it, so as not to hold the lock while it waits.
// cause: A `put` that waits for room has a clone of the sender, so the channel is not closed for it.
// was: 3
// from: 2/q4

use tokio::sync::mpsc;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    tx: std::sync::Mutex<Option<mpsc::Sender<T>>>,
    rx: tokio::sync::Mutex<mpsc::Receiver<T>>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (tx, rx) = mpsc::channel(capacity);
        Queue { tx: std::sync::Mutex::new(Some(tx)), rx: tokio::sync::Mutex::new(rx) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let tx = self.tx.lock().unwrap().clone();
        match tx {
            Some(tx) => tx.send(item).await.map_err(|e| Closed(e.0)),
            None => Err(Closed(item)),
        }
    }

    pub async fn get(&self) -> Option<T> {
        self.rx.lock().await.recv().await
    }

    pub fn close(&self) {
        // Without a sender the receiver gets None.
        self.tx.lock().unwrap().take();
    }
}
