// part: get_within
// idea: an unbiased select! between `get` and a sleep; mpsc inside

use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc::{self, Permit};
use tokio::sync::{Mutex, watch};
use tokio::time::sleep;

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

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        select! {
            biased;
            () = self.until_closed() => Err(NotPut::Closed(item)),
            place = self.inlet.reserve() => {
                let place = place.expect("the receiver is never closed");
                self.send(place, item).map_err(NotPut::Closed)
            }
            () = sleep(limit) => Err(NotPut::TimedOut(item)),
        }
    }

    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        select! {
            item = self.get() => Ok(item),
            () = sleep(limit) => Err(TimedOut),
        }
    }
}
