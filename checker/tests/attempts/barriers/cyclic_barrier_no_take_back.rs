// part: CyclicBarrier
// wrote: Counts whoever arrives, and does nothing when a `wait` is dropped.
// cause: When a `wait` is dropped, no line after its `.await` runs: its arrival must be taken back in a `Drop`.
// was: 5
// from: b3, b4

use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
struct State {
    count: usize,
    round: usize,
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
        CyclicBarrier {
            size,
            state: Mutex::new(State { count: 0, round: 0, aborted: false }),
            notify: Notify::new(),
        }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let notified = self.notify.notified();
        let round = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.count += 1;
            if state.count == self.size {
                state.count = 0;
                state.round += 1;
                self.notify.notify_waiters();
                return Ok(true);
            }
            state.round
        };
        notified.await;
        if self.state.lock().unwrap().round > round { Ok(false) } else { Err(Aborted) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.notify.notify_waiters();
    }
}
