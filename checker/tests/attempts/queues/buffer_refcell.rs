// part: Buffer
// wrote: a `RefCell`, since rustc's message about `&self` made the learner look for interior mutability
// cause: a `RefCell` is for one thread: tasks share your buffer, so it takes a `std::sync::Mutex` there.
// compiles: alone

use std::cell::RefCell;
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
    state: RefCell<State<T>>,
    capacity: usize,
    overflow: Overflow,
    item: Notify,
    room: Notify,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    counts: Counts,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let state = RefCell::new(State { items: VecDeque::new(), counts: Counts::default() });
        Buffer { state, capacity, overflow, item: Notify::new(), room: Notify::new() }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        loop {
            {
                let mut state = self.state.borrow_mut();
                let full = state.items.len() == self.capacity;
                if full && self.overflow == Overflow::RefuseNew {
                    state.counts.refused += 1;
                    return Put::Refused(item);
                }
                if !full || self.overflow == Overflow::DropOldest {
                    let oldest = if full { state.items.pop_front() } else { None };
                    state.items.push_back(item);
                    state.counts.accepted += 1;
                    self.item.notify_one();
                    return match oldest {
                        Some(oldest) => {
                            state.counts.dropped += 1;
                            Put::InsteadOf(oldest)
                        }
                        None => Put::Accepted,
                    };
                }
            }
            self.room.notified().await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            let next = self.state.borrow_mut().items.pop_front();
            if let Some(item) = next {
                self.state.borrow_mut().counts.taken += 1;
                self.room.notify_one();
                return item;
            }
            self.item.notified().await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.borrow().counts
    }
}
