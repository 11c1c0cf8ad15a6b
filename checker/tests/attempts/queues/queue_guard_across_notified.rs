// part: Queue
// unwritten: get_within, put_within
// wrote: Locks the list at the top and waits with the guard in hand, as `asyncio.Condition` is used.
// cause: The guard `state` is alive across the `.await`: a `Notify` lets go of no lock, unlike a condition.
// was: 2
// from: q5

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Notify;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

#[derive(Debug)]
pub struct Queue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    not_full: Notify,
    not_empty: Notify,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            capacity,
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
            not_full: Notify::new(),
            not_empty: Notify::new(),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() >= self.capacity && !state.closed {
            self.not_full.notified().await;
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            self.not_empty.notified().await;
        }
        let item = state.items.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_waiters();
        self.not_empty.notify_waiters();
    }
}
