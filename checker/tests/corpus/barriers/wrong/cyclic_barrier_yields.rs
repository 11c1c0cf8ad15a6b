// part: CyclicBarrier
// mistake: yields until the round is over
// diagnosis: busy waiting
// breaks: "Whoever waits is woken": size 2: a waits from 0 ms on, b sleeps until 10 ms: time never moves

use std::sync::Mutex;

use tokio::task::yield_now;

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
            yield_now().await;
        }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
    }
}
