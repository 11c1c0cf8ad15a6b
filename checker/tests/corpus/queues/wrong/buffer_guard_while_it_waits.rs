// part: Buffer
// mistake: locks tokio's mutex, and waits for an item while it holds the guard
// diagnosis: guard held too long
// or: deadlock
// breaks: "A task that waits keeps nobody else from putting or taking": a get waits on the empty buffer, a put comes at 10 ms: both wait for ever

use std::collections::VecDeque;
use tokio::sync::{Mutex, Semaphore};

/// What to do with an item when there is no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    /// Its producer waits for room.
    Wait,
    /// It is refused.
    RefuseNew,
    /// It goes in, and the oldest item goes out instead.
    DropOldest,
}

/// What came of putting an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put<T> {
    /// It is in.
    Accepted,
    /// It is not in; here it is again.
    Refused(T),
    /// It is in, instead of this one, which was the oldest.
    InsteadOf(T),
}

/// How many items came and went so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// So many went in.
    pub accepted: usize,
    /// So many did not.
    pub refused: usize,
    /// So many went in and had to make room for a newer one.
    pub dropped: usize,
    /// So many were taken by a consumer.
    pub taken: usize,
}

#[derive(Debug)]
pub struct Buffer<T> {
    capacity: usize,
    overflow: Overflow,
    /// Items and counts change in one step.
    state: Mutex<State<T>>,
    counts: std::sync::Mutex<Counts>,
    /// A permit for each free place.
    room: Semaphore,
    /// A permit for each item.
    filled: Semaphore,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            capacity,
            overflow,
            state: Mutex::new(State { items: VecDeque::new() }),
            counts: std::sync::Mutex::new(Counts::default()),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        if self.overflow == Overflow::Wait {
            self.room.acquire().await.expect("never closed").forget();
        }
        let mut state = self.state.lock().await;
        let mut oldest = None;
        if state.items.len() == self.capacity {
            if self.overflow == Overflow::RefuseNew {
                self.counts.lock().unwrap().refused += 1;
                return Put::Refused(item);
            }
            // The permit of the oldest is now that of the new one.
            oldest = state.items.pop_front();
            self.counts.lock().unwrap().dropped += 1;
        } else {
            self.filled.add_permits(1);
        }
        state.items.push_back(item);
        self.counts.lock().unwrap().accepted += 1;
        match oldest {
            Some(oldest) => Put::InsteadOf(oldest),
            None => Put::Accepted,
        }
    }

    pub async fn get(&self) -> T {
        let mut state = self.state.lock().await;
        self.filled.acquire().await.expect("never closed").forget();
        let item = state.items.pop_front().expect("a permit is an item");
        self.counts.lock().unwrap().taken += 1;
        if self.overflow == Overflow::Wait {
            self.room.add_permits(1);
        }
        item
    }

    pub fn counts(&self) -> Counts {
        *self.counts.lock().unwrap()
    }
}
