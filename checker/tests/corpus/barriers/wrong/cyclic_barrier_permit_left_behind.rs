// part: CyclicBarrier
// mistake: one semaphore for all rounds: who is let go and then dropped leaves a permit behind
// diagnosis: barrier not reusable
// or: permit leaked
// breaks: "One that is dropped later changes nothing, for this round and for the next": size 2: a waits, b comes, a is dropped before its turn; c comes and goes at once, alone

use std::sync::Mutex;

use tokio::sync::Semaphore;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
    go: Semaphore,
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
        CyclicBarrier { size, state: Mutex::new(State::default()), go: Semaphore::new(0) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let arrival = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            if state.arrived + 1 == self.size {
                self.go.add_permits(state.arrived);
                state.arrived = 0;
                state.round += 1;
                return Ok(true);
            }
            state.arrived += 1;
            Arrival { barrier: self, round: state.round }
        };
        if let Ok(permit) = self.go.acquire().await {
            permit.forget();
            return Ok(false);
        }
        // Closed: but perhaps the round was full before.
        let round = self.state.lock().unwrap().round;
        if round == arrival.round { Err(Aborted) } else { Ok(false) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.go.close();
    }
}
