// part: CyclicBarrier
// mistake: an arrival is never taken back
// diagnosis: half done when cancelled
// or: barrier one short
// breaks: "A call that is dropped before the round is full no longer counts": size 2: a waits and is cancelled at 10 ms, b comes at 20 ms: b goes, as the leader, at 20 ms

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

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State::default()), changed: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let (my_round, woken) = {
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
            (state.round, self.changed.notified())
        };
        woken.await;
        let round = self.state.lock().unwrap().round;
        if round == my_round { Err(Aborted) } else { Ok(false) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_waiters();
    }
}
