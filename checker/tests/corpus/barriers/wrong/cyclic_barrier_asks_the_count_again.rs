// part: CyclicBarrier
// mistake: who is woken asks whether the count is full, which the last one has put back to zero
// diagnosis: looks again after the signal
// or: barrier not reusable
// breaks: "Waits until `size` tasks have arrived, then lets all of them go": size 2: the last one goes, the first waits on (stuck)

use std::sync::Mutex;

use tokio::sync::Notify;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    round: u64,
    arrived: usize,
    aborted: bool,
}

struct Arrival<'a> {
    barrier: &'a CyclicBarrier,
    round: u64,
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        let mut state = self.barrier.state.lock().unwrap();
        if state.round == self.round {
            state.arrived -= 1;
        }
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State::default()), changed: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let _arrival = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.arrived += 1;
            if state.arrived == self.size {
                self.changed.notify_waiters();
                state.arrived = 0;
                state.round += 1;
                return Ok(true);
            }
            Arrival { barrier: self, round: state.round }
        };
        loop {
            let woken = self.changed.notified();
            {
                let state = self.state.lock().unwrap();
                if state.aborted {
                    return Err(Aborted);
                }
                if state.arrived == self.size {
                    return Ok(false);
                }
            }
            woken.await;
        }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_waiters();
    }
}
