// part: CyclicBarrier
// wrote: Looks at `aborted` after it was woken, to know why.
// cause: An `abort` may follow the full round before you get your turn: ask whether your round was full, not that.
// was: 4
// from: b9

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
                return Ok(true);
            }
            state.round
        };
        let mut arrival = Arrival { barrier: self, round, done: false };
        notified.await;
        arrival.done = true;
        if self.state.lock().unwrap().aborted { Err(Aborted) } else { Ok(false) }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.notify.notify_waiters();
    }
}
