// part: Event
// idea: a watch channel carries the flag and how many times the event was set

use std::time::Duration;

use tokio::sync::{SetOnce, watch};
use tokio::time::sleep;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait().await;
    work.await
}

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay).await;
    let _ = event.set(());
}

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    setter.await.expect("the setter panicked");
    outputs
}

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
