// part: CyclicBarrier
// wrote: Counts whoever arrives, takes nothing back, and returns `Ok` to those whom an abort wakes.
// cause: A `wait` that was dropped still counts: its arrival must be taken back in a `Drop`.
// was: 4
// from: 2/y3

use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
struct State {
    count: usize,
    aborted: bool,
}

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
    notify: Notify,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State { count: 0, aborted: false }), notify: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let notified = self.notify.notified();
        {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.count += 1;
            if state.count == self.size {
                state.count = 0;
                self.notify.notify_waiters();
                return Ok(true);
            }
        }
        notified.await;
        Ok(false)
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.notify.notify_waiters();
    }
}
