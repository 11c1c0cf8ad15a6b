// part: CyclicBarrier
// mistake: who comes first is the leader, by the count at its arrival
// diagnosis: stale check
// or: wrong output
// breaks: "Returns `true` in exactly one of them": size 3: a comes (first), b comes, a is cancelled, c and d come: nobody of b, c, d is the leader

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
        let (arrival, first, woken) = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.arrived += 1;
            let first = state.arrived == 1;
            if state.arrived == self.size {
                state.arrived = 0;
                state.round += 1;
                self.changed.notify_waiters();
                return Ok(first);
            }
            (Arrival { barrier: self, round: state.round }, first, self.changed.notified())
        };
        woken.await;
        let round = self.state.lock().unwrap().round;
        if round == arrival.round { Err(Aborted) } else { Ok(first) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_waiters();
    }
}
