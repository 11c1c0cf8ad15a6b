// part: CyclicBarrier
// mistake: tokio's own barrier inside, with a select for the abort
// diagnosis: half done when cancelled
// or: barrier one short
// breaks: "A call that is dropped before the round is full no longer counts": tokio's barrier counts it: size 2: a is cancelled at 10 ms, b comes at 20 ms and passes

use tokio::sync::{Barrier, watch};

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    barrier: Barrier,
    aborted: watch::Sender<bool>,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { barrier: Barrier::new(size), aborted: watch::Sender::new(false) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let mut aborted = self.aborted.subscribe();
        if *aborted.borrow() {
            return Err(Aborted);
        }
        tokio::select! {
            biased;
            meeting = self.barrier.wait() => Ok(meeting.is_leader()),
            _ = aborted.wait_for(|&aborted| aborted) => Err(Aborted),
        }
    }

    pub fn abort(&self) {
        self.aborted.send_replace(true);
    }
}
