// part: CyclicBarrier
// wrote: Kept a plain `usize` and counts it up through `&self`.
// cause: Many tasks share the barrier through `&self`: what changes must stand in a `Mutex` or an atomic.
// was: 2
// from: 2/y1

use tokio::sync::Notify;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    count: usize,
    notify: Notify,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, count: 0, notify: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let notified = self.notify.notified();
        self.count += 1;
        if self.count == self.size {
            self.count = 0;
            self.notify.notify_waiters();
            return Ok(true);
        }
        notified.await;
        Ok(false)
    }

    pub fn abort(&self) {
        self.notify.notify_waiters();
    }
}
