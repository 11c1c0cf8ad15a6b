// part: Event
// idea: a watch channel carries the flag and how many times the event was set

use tokio::sync::watch;

#[derive(Debug, Clone, Copy)]
struct State {
    set: bool,
    sets: u64,
}

#[derive(Debug)]
pub struct Event {
    state: watch::Sender<State>,
}

impl Event {
    pub fn new() -> Self {
        Event { state: watch::Sender::new(State { set: false, sets: 0 }) }
    }

    pub fn set(&self) {
        self.state.send_if_modified(|state| {
            let changed = !state.set;
            if changed {
                *state = State { set: true, sets: state.sets + 1 };
            }
            changed
        });
    }

    pub fn clear(&self) {
        self.state.send_modify(|state| state.set = false);
    }

    pub fn is_set(&self) -> bool {
        self.state.borrow().set
    }

    pub async fn wait(&self) {
        let mut states = self.state.subscribe();
        let sets = states.borrow().sets;
        states.wait_for(|state| state.set || state.sets != sets).await.expect("the sender lives here");
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
