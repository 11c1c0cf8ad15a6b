// part: Buffer
// wrote: counted the item as accepted at the start of `put`, before the wait for room
// cause: a `put` that is dropped while it waits stays counted as accepted, although its item never went in.

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
pub struct Buffer<T> {
    items: Mutex<VecDeque<T>>,
    counts: Mutex<Counts>,
    overflow: Overflow,
    room: Semaphore,
    ready: Semaphore,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            items: Mutex::new(VecDeque::new()),
            counts: Mutex::new(Counts::default()),
            overflow,
            room: Semaphore::new(capacity),
            ready: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        self.counts.lock().unwrap().accepted += 1;
        if self.overflow == Overflow::Wait {
            self.room.acquire().await.unwrap().forget();
        } else if let Ok(permit) = self.room.try_acquire() {
            permit.forget();
        } else if self.overflow == Overflow::RefuseNew {
            let mut counts = self.counts.lock().unwrap();
            counts.accepted -= 1;
            counts.refused += 1;
            return Put::Refused(item);
        } else {
            let mut items = self.items.lock().unwrap();
            let oldest = items.pop_front().unwrap();
            items.push_back(item);
            self.counts.lock().unwrap().dropped += 1;
            return Put::InsteadOf(oldest);
        }
        self.items.lock().unwrap().push_back(item);
        self.ready.add_permits(1);
        Put::Accepted
    }

    pub async fn get(&self) -> T {
        self.ready.acquire().await.unwrap().forget();
        let item = self.items.lock().unwrap().pop_front().unwrap();
        self.counts.lock().unwrap().taken += 1;
        self.room.add_permits(1);
        item
    }

    pub fn counts(&self) -> Counts {
        *self.counts.lock().unwrap()
    }
}
