// part: CyclicBarrier
// mistake: looks every 10 ms whether the round is over
// diagnosis: time used instead of a signal
// breaks: "Whoever waits is woken, and never looks at the clock": size 2: a comes at 0 ms, b at 13 ms: a goes at 20 ms

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::sleep;

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
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
        CyclicBarrier { size, state: Mutex::new(State::default()) }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let arrival = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.arrived += 1;
            if state.arrived == self.size {
                state.arrived = 0;
                state.round += 1;
                return Ok(true);
            }
            Arrival { barrier: self, round: state.round }
        };
        loop {
            {
                let state = self.state.lock().unwrap();
                if state.round != arrival.round {
                    return Ok(false);
                }
                if state.aborted {
                    return Err(Aborted);
                }
            }
            sleep(Duration::from_millis(10)).await;
        }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
    }
}
