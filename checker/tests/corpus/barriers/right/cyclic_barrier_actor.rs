// part: CyclicBarrier
// idea: a task of its own counts who is there; it is started by the first who waits, because `new` needs no runtime

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{mpsc, oneshot};

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
enum Message {
    Arrives(oneshot::Sender<bool>),
    Abort,
}

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    aborted: AtomicBool,
    counter: OnceLock<mpsc::UnboundedSender<Message>>,
}

async fn count(size: usize, mut messages: mpsc::UnboundedReceiver<Message>) {
    let mut here: Vec<oneshot::Sender<bool>> = Vec::new();
    while let Some(message) = messages.recv().await {
        let Message::Arrives(arrival) = message else {
            // Whoever waits sees its sender go.
            return;
        };
        here.retain(|other| !other.is_closed());
        here.push(arrival);
        if here.len() == size {
            for (number, other) in here.drain(..).rev().enumerate() {
                // It may have left by now.
                let _ = other.send(number == 0);
            }
        }
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, aborted: AtomicBool::new(false), counter: OnceLock::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        if self.aborted.load(Ordering::SeqCst) {
            return Err(Aborted);
        }
        let counter = self.counter.get_or_init(|| {
            let (sender, receiver) = mpsc::unbounded_channel();
            tokio::spawn(count(self.size, receiver));
            sender
        });
        let (sender, leads) = oneshot::channel();
        counter.send(Message::Arrives(sender)).map_err(|_| Aborted)?;
        leads.await.map_err(|_| Aborted)
    }

    pub fn abort(&self) {
        self.aborted.store(true, Ordering::SeqCst);
        if let Some(counter) = self.counter.get() {
            // It was aborted before, if nobody is there to hear it.
            let _ = counter.send(Message::Abort);
        }
    }
}
