// part: CyclicBarrier
// mistake: an abort is the end of the round that goes on, and is forgotten with it
// diagnosis: event not sticky
// breaks: "and everybody who comes later too": abort at 10 ms, a wait at 20 ms is counted and waits instead of getting Aborted at once

use std::sync::Mutex;

use tokio::sync::oneshot;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    waiting: Mutex<Vec<oneshot::Sender<()>>>,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, waiting: Mutex::new(Vec::new()) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let full = {
            let mut waiting = self.waiting.lock().unwrap();
            waiting.retain(|sender| !sender.is_closed());
            if waiting.len() + 1 == self.size {
                for sender in waiting.drain(..) {
                    let _ = sender.send(());
                }
                return Ok(true);
            }
            let (sender, receiver) = oneshot::channel();
            waiting.push(sender);
            receiver
        };
        full.await.map(|()| false).map_err(|_| Aborted)
    }

    pub fn abort(&self) {
        self.waiting.lock().unwrap().clear();
    }
}
