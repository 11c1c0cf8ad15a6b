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
        loop {
            let not_full = self.not_full.notified();
            {
                let mut state = self.state.lock().unwrap();
                if state.closed {
                    return Err(Closed(item));
                }
                if state.items.len() < self.capacity {
                    state.items.push_back(item);
                    self.not_empty.notify_waiters();
                    return Ok(());
                }
            }
            not_full.await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let not_empty = self.not_empty.notified();
            {
                let mut state = self.state.lock().unwrap();
                if let Some(item) = state.items.pop_front() {
                    self.not_full.notify_waiters();
                    return Some(item);
                }
                if state.closed {
                    return None;
                }
            }
            not_empty.await;
        }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_waiters();
    }
}
