// part: Buffer
// wrote: `if` the buffer is empty, wait, then take with `unwrap`, since whoever is woken has an item
// cause: a wake-up can be an old one, or another consumer was faster: look again, in a loop.

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Notify;

/// What to do with an item when there is no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    Wait,
    RefuseNew,
    DropOldest,
}

/// What came of putting an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put<T> {
    Accepted,
    Refused(T),
    InsteadOf(T),
}

/// How many items came and went so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub accepted: usize,
    pub refused: usize,
    pub dropped: usize,
    pub taken: usize,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    counts: Counts,
}

#[derive(Debug)]
pub struct Buffer<T> {
    state: Mutex<State<T>>,
    capacity: usize,
    overflow: Overflow,
    not_empty: Notify,
    not_full: Notify,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            state: Mutex::new(State { items: VecDeque::new(), counts: Counts::default() }),
            capacity,
            overflow,
            not_empty: Notify::new(),
            not_full: Notify::new(),
        }
    }

    fn is_empty(&self) -> bool {
        self.state.lock().unwrap().items.is_empty()
    }

    fn is_full(&self) -> bool {
        self.state.lock().unwrap().items.len() >= self.capacity
    }

    pub async fn put(&self, item: T) -> Put<T> {
        if self.overflow == Overflow::Wait && self.is_full() {
            self.not_full.notified().await;
        }
        let mut state = self.state.lock().unwrap();
        let mut outcome = Put::Accepted;
        if state.items.len() == self.capacity {
            if self.overflow == Overflow::RefuseNew {
                state.counts.refused += 1;
                return Put::Refused(item);
            }
            let oldest = state.items.pop_front().unwrap();
            state.counts.dropped += 1;
            outcome = Put::InsteadOf(oldest);
        }
        state.items.push_back(item);
        state.counts.accepted += 1;
        self.not_empty.notify_one();
        outcome
    }

    pub async fn get(&self) -> T {
        if self.is_empty() {
            self.not_empty.notified().await;
        }
        let mut state = self.state.lock().unwrap();
        let item = state.items.pop_front().unwrap();
        state.counts.taken += 1;
        self.not_full.notify_one();
        item
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
