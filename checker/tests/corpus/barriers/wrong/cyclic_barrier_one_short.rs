// part: CyclicBarrier
// mistake: the last one is not counted, because it does not wait
// diagnosis: barrier one short
// or: limit off by one
// breaks: "Waits until `size` tasks have arrived": size 3: the second who comes opens the barrier (a barrier for 1 or 2 opens for each one)

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

/// Takes the arrival back when it is dropped before the round is full.
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
        let (arrival, woken) = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.arrived += 1;
            if state.arrived >= self.size - 1 {
                state.arrived = 0;
                state.round += 1;
                self.changed.notify_waiters();
                return Ok(true);
            }
            (Arrival { barrier: self, round: state.round }, self.changed.notified())
        };
        woken.await;
        let round = self.state.lock().unwrap().round;
        if round == arrival.round { Err(Aborted) } else { Ok(false) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_waiters();
    }
}
