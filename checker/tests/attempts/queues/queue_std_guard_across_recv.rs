// part: Queue
// unwritten: get_within, put_within
// wrote: An mpsc channel with its receiver in a `std::sync::Mutex`, locked and awaited in one line.
// cause: The guard of `rx` is alive across `recv().await`: no guard of `std::sync::Mutex` may be there.
// was: 2
// from: 2/q2

use std::sync::Mutex;

use tokio::sync::mpsc;

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
        let mut rx = self.rx.lock().unwrap();
        rx.recv().await
    }

    pub fn close(&self) {
        self.rx.lock().unwrap().close();
    }
}
