// part: Buffer
// wrote: a tokio mutex for all, and `blocking_lock` in `counts`, which is not async
// cause: `blocking_lock` may not be called from a task: take a `std::sync::Mutex`, you hold it across no `.await`.

use std::collections::VecDeque;

use tokio::sync::{Mutex, Notify};

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
    item: Notify,
    room: Notify,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            state: Mutex::new(State { items: VecDeque::new(), counts: Counts::default() }),
            capacity,
            overflow,
            item: Notify::new(),
            room: Notify::new(),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        let mut state = self.state.lock().await;
        while state.items.len() == self.capacity {
            match self.overflow {
                Overflow::Wait => {
                    drop(state);
                    self.room.notified().await;
                    state = self.state.lock().await;
                }
                Overflow::RefuseNew => {
                    state.counts.refused += 1;
                    return Put::Refused(item);
                }
                Overflow::DropOldest => {
                    let oldest = state.items.pop_front().unwrap();
                    state.items.push_back(item);
                    state.counts.dropped += 1;
                    state.counts.accepted += 1;
                    return Put::InsteadOf(oldest);
                }
            }
        }
        state.items.push_back(item);
        state.counts.accepted += 1;
        self.item.notify_one();
        Put::Accepted
    }

    pub async fn get(&self) -> T {
        loop {
            let mut state = self.state.lock().await;
            if let Some(item) = state.items.pop_front() {
                state.counts.taken += 1;
                self.room.notify_one();
                return item;
            }
            drop(state);
            self.item.notified().await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.blocking_lock().counts
    }
}
