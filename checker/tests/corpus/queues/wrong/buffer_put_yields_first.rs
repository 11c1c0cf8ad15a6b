// part: Buffer
// mistake: lets others run before it looks, whatever the owner chose
// diagnosis: none
// breaks: "Waits only with `Overflow::Wait`; otherwise it returns at its first poll": RefuseNew, full: the first poll is Pending

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;

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
    /// A permit for each free place.
    room: Semaphore,
    /// A permit for each item.
    filled: Semaphore,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    counts: Counts,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            capacity,
            overflow,
            state: Mutex::new(State { items: VecDeque::new(), counts: Counts::default() }),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        tokio::task::yield_now().await;
        if self.overflow == Overflow::Wait {
            self.room.acquire().await.expect("never closed").forget();
        }
        let mut state = self.state.lock().unwrap();
        let mut oldest = None;
        if state.items.len() == self.capacity {
            if self.overflow == Overflow::RefuseNew {
                state.counts.refused += 1;
                return Put::Refused(item);
            }
            oldest = state.items.pop_front();
            state.counts.dropped += 1;
        }
        state.items.push_back(item);
        state.counts.accepted += 1;
        if let Some(oldest) = oldest {
            return Put::InsteadOf(oldest);
        }
        self.filled.add_permits(1);
        Put::Accepted
    }

    pub async fn get(&self) -> T {
        self.filled.acquire().await.expect("never closed").forget();
        let mut state = self.state.lock().unwrap();
        let item = state.items.pop_front().expect("a permit is an item");
        state.counts.taken += 1;
        if self.overflow == Overflow::Wait {
            self.room.add_permits(1);
        }
        item
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
