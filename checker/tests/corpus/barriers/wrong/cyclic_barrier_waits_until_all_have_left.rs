// part: CyclicBarrier
// mistake: the next round begins only when all of this one have had their turn, as in asyncio
// diagnosis: barrier not reusable
// breaks: "The next round can begin at once, also while some of this one have not had their turn to go": size 2: a waits in a future that is not polled again until 50 ms, b comes at 10 ms; c and d come at 20 ms and do not go before 50 ms

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
    filling: usize,
    draining: usize,
    round: u64,
    aborted: bool,
}

struct Inside<'a> {
    barrier: &'a CyclicBarrier,
    round: u64,
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        let mut state = self.barrier.state.lock().unwrap();
        if state.round == self.round {
            state.filling -= 1;
        } else {
            state.draining -= 1;
            if state.draining == 0 {
                self.barrier.changed.notify_waiters();
            }
        }
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State::default()), changed: Notify::new() }
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let inside = loop {
            let changed = self.changed.notified();
            {
                let mut state = self.state.lock().unwrap();
                if state.aborted {
                    return Err(Aborted);
                }
                if state.draining == 0 {
                    if state.filling + 1 == self.size {
                        state.draining = state.filling;
                        state.filling = 0;
                        state.round += 1;
                        self.changed.notify_waiters();
                        return Ok(true);
                    }
                    state.filling += 1;
                    break Inside { barrier: self, round: state.round };
                }
            }
            // The last round is still on its way out.
            changed.await;
        };
        loop {
            let changed = self.changed.notified();
            {
                let state = self.state.lock().unwrap();
                if state.round != inside.round {
                    return Ok(false);
                }
                if state.aborted {
                    return Err(Aborted);
                }
            }
            changed.await;
        }
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.changed.notify_waiters();
    }
}
