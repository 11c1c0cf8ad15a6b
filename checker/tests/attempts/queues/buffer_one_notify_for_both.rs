// part: Buffer
// wrote: one `Notify` named `changed` for producers and consumers, and `notify_one` after each change
// cause: producers and consumers wait at the same `Notify`: `notify_one` can wake one who cannot use the change.

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
    changed: Notify,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let state = State { items: VecDeque::with_capacity(capacity), counts: Counts::default() };
        Buffer { state: Mutex::new(state), capacity, overflow, changed: Notify::new() }
    }

    fn try_put(&self, item: T) -> Result<Put<T>, T> {
        let mut state = self.state.lock().unwrap();
        let mut outcome = Put::Accepted;
        if state.items.len() == self.capacity {
            match self.overflow {
                Overflow::Wait => return Err(item),
                Overflow::RefuseNew => {
                    state.counts.refused += 1;
                    return Ok(Put::Refused(item));
                }
                Overflow::DropOldest => {
                    state.counts.dropped += 1;
                    outcome = Put::InsteadOf(state.items.pop_front().unwrap());
                }
            }
        }
        state.items.push_back(item);
        state.counts.accepted += 1;
        self.changed.notify_one();
        Ok(outcome)
    }

    fn try_get(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        let item = state.items.pop_front()?;
        state.counts.taken += 1;
        self.changed.notify_one();
        Some(item)
    }

    pub async fn put(&self, mut item: T) -> Put<T> {
        loop {
            match self.try_put(item) {
                Ok(outcome) => return outcome,
                Err(back) => item = back,
            }
            self.changed.notified().await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            if let Some(item) = self.try_get() {
                return item;
            }
            self.changed.notified().await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
