// part: CyclicBarrier
// wrote: Wraps `tokio::sync::Barrier`, and adds a `watch` channel for the abort.
// cause: tokio's barrier counts an arrival for good: a `wait` that was dropped still counts in it.
// was: 4
// from: b1

use tokio::sync::{Barrier, watch};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    barrier: Barrier,
    aborted: watch::Sender<bool>,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { barrier: Barrier::new(size), aborted: watch::channel(false).0 }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let mut aborted = self.aborted.subscribe();
        if *aborted.borrow() {
            return Err(Aborted);
        }
        tokio::select! {
            biased;
            result = self.barrier.wait() => Ok(result.is_leader()),
            _ = aborted.wait_for(|a| *a) => Err(Aborted),
        }
    }

    pub fn abort(&self) {
        self.aborted.send_replace(true);
    }
}
