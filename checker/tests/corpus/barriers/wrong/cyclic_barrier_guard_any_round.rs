// part: CyclicBarrier
// mistake: the guard takes an arrival back also when the round is over
// diagnosis: leaves something behind
// breaks: "One that is dropped later changes nothing, for this round and for the next": size 2: a waits, b comes, and c, before a has its turn; a is dropped, which takes c away from the count; d comes, and c and d wait for ever

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
    gone: bool,
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        let mut state = self.barrier.state.lock().unwrap();
        if !self.gone && state.arrived > 0 {
            state.arrived -= 1;
        }
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State::default()), changed: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let (mut arrival, woken) = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.arrived += 1;
            if state.arrived == self.size {
                state.arrived = 0;
                state.round += 1;
                self.changed.notify_waiters();
                return Ok(true);
            }
            (Arrival { barrier: self, round: state.round, gone: false }, self.changed.notified())
        };
        woken.await;
        arrival.gone = self.state.lock().unwrap().round != arrival.round;
        let round = self.state.lock().unwrap().round;
        if round == arrival.round { Err(Aborted) } else { Ok(false) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_waiters();
    }
}
