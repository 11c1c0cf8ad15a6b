// part: CyclicBarrier
// wrote: Called `drop` on the guard before the `.await`, like leaving a `with` block.
// cause: `drop(state)` is not enough for the compiler: end the block of the guard before the `.await`.
// was: 1
// from: b2, 2/y2

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
        let mut state = self.state.lock().unwrap();
        if state.aborted {
            return Err(Aborted);
        }
        state.count += 1;
        let round = state.round;
        if state.count == self.size {
            state.count = 0;
            state.round += 1;
            self.notify.notify_waiters();
            return Ok(true);
        }
        drop(state);
        notified.await;
        if self.state.lock().unwrap().round > round { Ok(false) } else { Err(Aborted) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.notify.notify_waiters();
    }
}
