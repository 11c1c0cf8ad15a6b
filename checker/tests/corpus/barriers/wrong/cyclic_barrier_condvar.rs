// part: CyclicBarrier
// mistake: a Condvar of the standard library
// diagnosis: blocking the thread
// breaks: "Waits until `size` tasks have arrived": size 2: a blocks the only thread, b never comes

use std::sync::{Condvar, Mutex};

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    round: u64,
    arrived: usize,
    aborted: bool,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State::default()), changed: Condvar::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let mut state = self.state.lock().unwrap();
        if state.aborted {
            return Err(Aborted);
        }
        state.arrived += 1;
        if state.arrived == self.size {
            state.arrived = 0;
            state.round += 1;
            self.changed.notify_all();
            return Ok(true);
        }
        let mine = state.round;
        let state = self.changed.wait_while(state, |state| state.round == mine && !state.aborted).unwrap();
        if state.round == mine { Err(Aborted) } else { Ok(false) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_all();
    }
}
