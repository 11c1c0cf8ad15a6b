// part: Event
// idea: hand-written: a list of wakers and a count of sets behind a std mutex

use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Poll, Waker};

#[derive(Debug, Default)]
struct State {
    set: bool,
    sets: u64,
    wakers: Vec<Waker>,
}

#[derive(Debug)]
pub struct Event {
    state: Mutex<State>,
}

impl Event {
    pub fn new() -> Self {
        Event { state: Mutex::new(State::default()) }
    }

    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        if !state.set {
            state.set = true;
            state.sets += 1;
            let wakers = std::mem::take(&mut state.wakers);
            drop(state);
            wakers.into_iter().for_each(Waker::wake);
        }
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().set
    }

    pub async fn wait(&self) {
        let mut begun_at = None;
        poll_fn(|cx| {
            let mut state = self.state.lock().unwrap();
            let begun_at = *begun_at.get_or_insert(state.sets);
            if state.set || state.sets != begun_at {
                return Poll::Ready(());
            }
            if !state.wakers.iter().any(|waker| waker.will_wake(cx.waker())) {
                state.wakers.push(cx.waker().clone());
            }
            Poll::Pending
        })
        .await
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
