// part: Buffer
// wrote: plain fields and assignments to `self`, as in a Python class
// cause: `&self` is shared and cannot be written through: the fields that change belong into a `Mutex`.
// compiles: no

use std::collections::VecDeque;

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
pub struct Buffer<T> {
    items: VecDeque<T>,
    capacity: usize,
    overflow: Overflow,
    counts: Counts,
    changed: Notify,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            items: VecDeque::new(),
            capacity,
            overflow,
            counts: Counts::default(),
            changed: Notify::new(),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        while self.items.len() == self.capacity {
            match self.overflow {
                Overflow::Wait => self.changed.notified().await,
                Overflow::RefuseNew => {
                    self.counts.refused += 1;
                    return Put::Refused(item);
                }
                Overflow::DropOldest => {
                    self.counts.accepted += 1;
                    self.counts.dropped += 1;
                    let oldest = self.items.pop_front().unwrap();
                    self.items.push_back(item);
                    return Put::InsteadOf(oldest);
                }
            }
        }
        self.counts.accepted += 1;
        self.items.push_back(item);
        self.changed.notify_waiters();
        Put::Accepted
    }

    pub async fn get(&self) -> T {
        loop {
            if let Some(item) = self.items.pop_front() {
                self.counts.taken += 1;
                self.changed.notify_waiters();
                return item;
            }
            self.changed.notified().await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }
}
