// part: CyclicBarrier
// wrote: Waits in a `while` loop until the count has come to `size`, the habit from `asyncio.Condition`.
// cause: By the time that those who wait look at the count again, it stands at 0 for the next round.
// was: 3
// from: b3b

use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
struct State {
    count: usize,
    aborted: bool,
}

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    state: Mutex<State>,
    notify: Notify,
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, state: Mutex::new(State { count: 0, aborted: false }), notify: Notify::new() }
    }

    fn count(&self) -> usize {
        self.state.lock().unwrap().count
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        {
            let mut state = self.state.lock().unwrap();
            if state.aborted {
                return Err(Aborted);
            }
            state.count += 1;
            if state.count == self.size {
                state.count = 0;
                self.notify.notify_waiters();
                return Ok(true);
            }
        }
        while self.count() < self.size {
            self.notify.notified().await;
            if self.state.lock().unwrap().aborted {
                return Err(Aborted);
            }
        }
        Ok(false)
    }

    pub fn abort(&self) {
        self.state.lock().unwrap().aborted = true;
        self.notify.notify_waiters();
    }
}
