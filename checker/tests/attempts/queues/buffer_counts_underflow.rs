// part: Buffer
// wrote: worked out `taken` by subtraction, and did not count as accepted what went in instead of another
// cause: an item that goes in instead of the oldest is accepted too; without it your subtraction goes below 0.

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;

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
    accepted: usize,
    refused: usize,
    dropped: usize,
}

#[derive(Debug)]
pub struct Buffer<T> {
    state: Mutex<State<T>>,
    overflow: Overflow,
    room: Semaphore,
    ready: Semaphore,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let state = State { items: VecDeque::new(), accepted: 0, refused: 0, dropped: 0 };
        Buffer {
            state: Mutex::new(state),
            overflow,
            room: Semaphore::new(capacity),
            ready: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        let permit = if self.overflow == Overflow::Wait {
            Some(self.room.acquire().await.unwrap())
        } else {
            self.room.try_acquire().ok()
        };
        let mut state = self.state.lock().unwrap();
        if let Some(permit) = permit {
            permit.forget();
            state.items.push_back(item);
            state.accepted += 1;
            self.ready.add_permits(1);
            return Put::Accepted;
        }
        if self.overflow == Overflow::RefuseNew {
            state.refused += 1;
            return Put::Refused(item);
        }
        state.dropped += 1;
        let oldest = state.items.pop_front().unwrap();
        state.items.push_back(item);
        Put::InsteadOf(oldest)
    }

    pub async fn get(&self) -> T {
        self.ready.acquire().await.unwrap().forget();
        let item = self.state.lock().unwrap().items.pop_front().unwrap();
        self.room.add_permits(1);
        item
    }

    pub fn counts(&self) -> Counts {
        let state = self.state.lock().unwrap();
        Counts {
            accepted: state.accepted,
            refused: state.refused,
            dropped: state.dropped,
            taken: state.accepted - state.dropped - state.items.len(),
        }
    }
}
