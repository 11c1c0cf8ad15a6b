// part: Buffer
// wrote: acquired room first, whatever the overflow is, and asked afterwards what to do
// cause: your `put` waits for a permit of `room` in all three cases; only `Wait` may wait.

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
    counts: Counts,
}

#[derive(Debug)]
pub struct Buffer<T> {
    state: Mutex<State<T>>,
    capacity: usize,
    overflow: Overflow,
    room: Semaphore,
    ready: Semaphore,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            state: Mutex::new(State { items: VecDeque::new(), counts: Counts::default() }),
            capacity,
            overflow,
            room: Semaphore::new(capacity),
            ready: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        let permit = self.room.acquire().await.unwrap();
        let mut state = self.state.lock().unwrap();
        if state.items.len() == self.capacity {
            match self.overflow {
                Overflow::Wait => unreachable!("there is a permit"),
                Overflow::RefuseNew => {
                    state.counts.refused += 1;
                    return Put::Refused(item);
                }
                Overflow::DropOldest => {
                    let oldest = state.items.pop_front().unwrap();
                    state.items.push_back(item);
                    state.counts.accepted += 1;
                    state.counts.dropped += 1;
                    return Put::InsteadOf(oldest);
                }
            }
        }
        permit.forget();
        state.items.push_back(item);
        state.counts.accepted += 1;
        self.ready.add_permits(1);
        Put::Accepted
    }

    pub async fn get(&self) -> T {
        self.ready.acquire().await.unwrap().forget();
        let mut state = self.state.lock().unwrap();
        state.counts.taken += 1;
        self.room.add_permits(1);
        state.items.pop_front().unwrap()
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
