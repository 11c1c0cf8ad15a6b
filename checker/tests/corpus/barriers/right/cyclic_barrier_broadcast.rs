// part: CyclicBarrier
// idea: a broadcast channel per round, whose receivers are the arrivals: nothing is counted by hand

use std::sync::{Mutex, PoisonError};

use tokio::sync::broadcast::{self, Sender};

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    round: Mutex<Option<Sender<()>>>,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, round: Mutex::new(Some(Sender::new(1))) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let mut full = {
            let mut round = self.round.lock().unwrap_or_else(PoisonError::into_inner);
            let sender = round.as_mut().ok_or(Aborted)?;
            if sender.receiver_count() + 1 >= self.size {
                let (next, _) = broadcast::channel(1);
                // An error says that nobody else is here: a barrier for one.
                let _ = std::mem::replace(sender, next).send(());
                return Ok(true);
            }
            sender.subscribe()
        };
        full.recv().await.map(|()| false).map_err(|_| Aborted)
    }

    pub fn abort(&self) {
        self.round.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
