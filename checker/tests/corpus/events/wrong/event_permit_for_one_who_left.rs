// part: Event
// mistake: gives as many permits as have come to wait; one who was dropped meanwhile is still in that number, and its permit is there for somebody else
// diagnosis: leaves something behind
// breaks: "whoever comes from now on waits for the next `set`": a wait is dropped, then set() and clear(): the next wait() returns at once

use std::sync::Mutex;

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Event {
    state: Mutex<State>,
    permits: Semaphore,
}

#[derive(Debug)]
struct State {
    is_set: bool,
    /// How many have come since the last `set`.
    came: usize,
}

impl Event {
    pub fn new() -> Self {
        Event { state: Mutex::new(State { is_set: false, came: 0 }), permits: Semaphore::new(0) }
    }

    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        self.permits.add_permits(state.came);
        state.came = 0;
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    pub async fn wait(&self) {
        {
            let mut state = self.state.lock().unwrap();
            if state.is_set {
                return;
            }
            state.came += 1;
        }
        self.permits.acquire().await.expect("it is never closed").forget();
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
