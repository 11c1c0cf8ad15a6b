// part: CyclicBarrier
// wrote: Looks every millisecond whether the round is over, with tokio's `sleep`.
// cause: Nobody wakes those who wait: they look again every millisecond, and never stop when nobody comes.
// was: 4
// from: b10

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::sleep;

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
}

struct Arrival<'a> {
    barrier: &'a CyclicBarrier,
    round: usize,
    done: bool,
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let mut state = self.barrier.state.lock().unwrap();
        if state.round == self.round {
            state.count -= 1;
        }
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State { count: 0, round: 0, aborted: false }) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let round = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.count += 1;
            if state.count == self.size {
                state.count = 0;
                state.round += 1;
                return Ok(true);
            }
            state.round
        };
        let mut arrival = Arrival { barrier: self, round, done: false };
        loop {
            {
                let state = self.state.lock().unwrap();
                if state.aborted || state.round > round {
                    break;
                }
            }
            sleep(Duration::from_millis(1)).await;
        }
        arrival.done = true;
        if self.state.lock().unwrap().round > round { Ok(false) } else { Err(Aborted) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
    }
}
