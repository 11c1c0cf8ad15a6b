// part: CyclicBarrier
// idea: a semaphore per round: permits for a full round, closed for an aborted one

use std::sync::Arc;
use std::sync::Mutex;

use tokio::sync::Semaphore;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    arrived: usize,
    gate: Arc<Semaphore>,
}

struct TakeBack<'a> {
    barrier: &'a CyclicBarrier,
    gate: Arc<Semaphore>,
}

impl Drop for TakeBack<'_> {
    fn drop(&mut self) {
        let mut state = self.barrier.state.lock().unwrap();
        // Only in the round in which it was counted.
        if Arc::ptr_eq(&state.gate, &self.gate) {
            state.arrived -= 1;
        }
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        let state = State { arrived: 0, gate: Arc::new(Semaphore::new(0)) };
        CyclicBarrier { size, state: Mutex::new(state) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let me = {
            let mut state = self.state.lock().unwrap();
            if state.gate.is_closed() {
                return Err(Aborted);
            }
            if state.arrived + 1 == self.size {
                // A permit for each of the others; who is gone by then leaves its own behind, in a gate that nobody uses.
                state.gate.add_permits(state.arrived);
                state.arrived = 0;
                state.gate = Arc::new(Semaphore::new(0));
                return Ok(true);
            }
            state.arrived += 1;
            TakeBack { barrier: self, gate: state.gate.clone() }
        };
        let gate = me.gate.clone();
        match gate.acquire().await {
            Ok(permit) => {
                permit.forget();
                Ok(false)
            }
            Err(_closed) => Err(Aborted),
        }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().gate.close();
    }
}
