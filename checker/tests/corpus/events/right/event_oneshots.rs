// part: Event
// idea: everybody who waits leaves a oneshot sender, and a set uses them all up

use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug, Default)]
struct State {
    set: bool,
    waiting: Vec<oneshot::Sender<()>>,
}

#[derive(Debug)]
pub struct Event {
    state: Mutex<State>,
}

impl Event {
    pub fn new() -> Self {
        Event { state: Mutex::default() }
    }

    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.set = true;
        for waiter in state.waiting.drain(..) {
            // Whoever is gone need not be told.
            let _ = waiter.send(());
        }
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().set
    }

    pub async fn wait(&self) {
        let told = {
            let mut state = self.state.lock().unwrap();
            if state.set {
                return;
            }
            let (tell, told) = oneshot::channel();
            state.waiting.push(tell);
            told
        };
        let _ = told.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
