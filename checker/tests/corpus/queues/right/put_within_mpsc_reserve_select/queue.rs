use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc::{self, Permit};
use tokio::sync::{Mutex, watch};
use tokio::time::sleep;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    inlet: mpsc::Sender<T>,
    outlet: Mutex<mpsc::Receiver<T>>,
    closed: watch::Sender<bool>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (inlet, outlet) = mpsc::channel(capacity);
        Queue { inlet, outlet: Mutex::new(outlet), closed: watch::Sender::new(false) }
    }

    async fn until_closed(&self) {
        let mut closed = self.closed.subscribe();
        let _ = closed.wait_for(|closed| *closed).await;
    }

    /// While `closed` is borrowed nobody changes it.
    fn send(&self, place: Permit<'_, T>, item: T) -> Result<(), T> {
        let closed = self.closed.borrow();
        if *closed {
            return Err(item);
        }
        place.send(item);
        Ok(())
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        select! {
            biased;
            () = self.until_closed() => Err(Closed(item)),
            place = self.inlet.reserve() => {
                let place = place.expect("the receiver is never closed");
                self.send(place, item).map_err(Closed)
            }
        }
    }

    pub async fn get(&self) -> Option<T> {
        let mut outlet = self.outlet.lock().await;
        select! {
            biased;
            item = outlet.recv() => item,
            () = self.until_closed() => outlet.try_recv().ok(),
        }
    }

    pub fn close(&self) {
        self.closed.send_replace(true);
    }
}
