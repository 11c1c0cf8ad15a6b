// part: Queue
// unwritten: get_within, put_within
// wrote: Looks for room under one lock and pushes under the next: right on one thread, where nobody comes between.
// cause: On several threads two puts can both see the last place before either pushes: look and push under one lock.
// from: 2/q6

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

    fn len(&self) -> usize {
        self.state.lock().unwrap().items.len()
    }

    fn is_closed(&self) -> bool {
        self.state.lock().unwrap().closed
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let not_full = self.not_full.notified();
            if self.is_closed() {
                return Err(Closed(item));
            }
            if self.len() < self.capacity {
                self.state.lock().unwrap().items.push_back(item);
                self.not_empty.notify_waiters();
                return Ok(());
            }
            not_full.await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let not_empty = self.not_empty.notified();
            let item = self.state.lock().unwrap().items.pop_front();
            if item.is_some() {
                self.not_full.notify_waiters();
                return item;
            }
            if self.is_closed() {
                return None;
            }
            not_empty.await;
        }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_waiters();
        self.not_empty.notify_waiters();
    }
}
