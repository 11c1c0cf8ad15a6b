// part: CyclicBarrier
// idea: everybody who comes or leaves wakes all the others, and they look whether their round is over

use std::sync::Mutex;

use tokio::sync::Notify;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<(u64, usize, Option<u64>)>,
    changed: Notify,
}

struct Leaves<'a>(&'a CyclicBarrier, u64);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap();
        if state.0 == self.1 {
            state.1 -= 1;
        }
        self.0.changed.notify_waiters();
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new((0, 0, None)), changed: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let leaves;
        {
            let mut state = self.state.lock().unwrap();
            if state.2.is_some() {
                return Err(Aborted);
            }
            leaves = Leaves(self, state.0);
            state.1 += 1;
            if state.1 == self.size {
                state.0 += 1;
                state.1 = 0;
                drop(state);
                return Ok(true);
            }
            self.changed.notify_waiters();
        }
        loop {
            let changed = self.changed.notified();
            {
                let state = self.state.lock().unwrap();
                if state.0 > leaves.1 {
                    return Ok(false);
                }
                if state.2 == Some(leaves.1) {
                    return Err(Aborted);
                }
            }
            changed.await;
        }
    }

    pub fn abort(&self) {
        let mut state = self.state.lock().unwrap();
        if state.2.is_none() {
            state.2 = Some(state.0);
        }
        self.changed.notify_waiters();
    }
}
