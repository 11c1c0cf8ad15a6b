// part: Event
// mistake: calls as many from the line as are still waiting, but those who were dropped stand in the line, too, and are called instead
// diagnosis: lost wake-up
// breaks: "A call that is dropped takes nothing from the others who wait": ann, bob and cat wait, ann is dropped: set() calls two of the line, ann and bob, and cat waits on

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Event {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    is_set: bool,
    line: VecDeque<oneshot::Sender<()>>,
    waiting: usize,
}

/// Counts as one who waits, as long as it lives.
struct Waits<'a>(&'a Event);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().waiting -= 1;
    }
}

impl Event {
    pub fn new() -> Self {
        Event { state: Mutex::new(State::default()) }
    }

    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        for _ in 0..state.waiting {
            if let Some(next) = state.line.pop_front() {
                let _ = next.send(());
            }
        }
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    pub async fn wait(&self) {
        let (_waits, called) = {
            let mut state = self.state.lock().unwrap();
            if state.is_set {
                return;
            }
            let (call, called) = oneshot::channel();
            state.line.push_back(call);
            state.waiting += 1;
            (Waits(self), called)
        };
        called.await.expect("the event is still there");
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
