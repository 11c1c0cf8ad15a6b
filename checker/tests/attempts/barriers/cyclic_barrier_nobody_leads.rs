// part: CyclicBarrier
// wrote: Returns `false` to everybody, also to the last one who fills the round.
// cause: No `wait` of a round returns `true`: exactly one should, the leader.
// was: 1
// from: b11

use std::sync::Mutex;

use tokio::sync::Notify;

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
    notify: Notify,
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
        CyclicBarrier {
            size,
            state: Mutex::new(State { count: 0, round: 0, aborted: false }),
            notify: Notify::new(),
        }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let notified = self.notify.notified();
        let round = {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.count += 1;
            if state.count == self.size {
                state.count = 0;
                state.round += 1;
                self.notify.notify_waiters();
                return Ok(false);
            }
            state.round
        };
        let mut arrival = Arrival { barrier: self, round, done: false };
        notified.await;
        arrival.done = true;
        if self.state.lock().unwrap().round > round { Ok(false) } else { Err(Aborted) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.notify.notify_waiters();
    }
}
