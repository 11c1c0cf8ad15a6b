// part: CyclicBarrier
// idea: a Vec of oneshot senders: who has dropped its receiver is not counted

use std::sync::Mutex;

use tokio::sync::oneshot;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    // `None`: aborted.
    waiting: Mutex<Option<Vec<oneshot::Sender<()>>>>,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, waiting: Mutex::new(Some(Vec::new())) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let receiver = {
            let mut waiting = self.waiting.lock().unwrap();
            let Some(senders) = waiting.as_mut() else {
                return Err(Aborted);
            };
            senders.retain(|sender| !sender.is_closed());
            if senders.len() + 1 == self.size {
                for sender in senders.drain(..) {
                    let _ = sender.send(());
                }
                return Ok(true);
            }
            let (sender, receiver) = oneshot::channel();
            senders.push(sender);
            receiver
        };
        match receiver.await {
            Ok(()) => Ok(false),
            Err(_) => Err(Aborted),
        }
    }

    pub fn abort(&self) {
        // Dropped senders wake their receivers with an error.
        *self.waiting.lock().unwrap() = None;
    }
}
