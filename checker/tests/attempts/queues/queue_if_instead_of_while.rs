// part: Queue
// unwritten: get_within, put_within
// wrote: A list and two `Notify`, and each waits once, with `if`, until it is woken.
// cause: Woken is not served: somebody else may have the item before you get your turn, so look again in a loop.
// was: 3
// from: q3, 2/q5

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

    fn full(&self) -> bool {
        let state = self.state.lock().unwrap();
        state.items.len() >= self.capacity && !state.closed
    }

    fn empty(&self) -> bool {
        let state = self.state.lock().unwrap();
        state.items.is_empty() && !state.closed
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        if self.full() {
            self.not_full.notified().await;
        }
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        if self.empty() {
            self.not_empty.notified().await;
        }
        let item = self.state.lock().unwrap().items.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_waiters();
        self.not_empty.notify_waiters();
    }
}
