// part: Buffer
// mistake: puts the item first and then waits until the buffer is no longer too full
// diagnosis: half done when cancelled
// or: limit off by one
// breaks: "A call that is dropped while it waits has put nothing": Wait, capacity 1, full; a second put waits and is dropped: a get gives its item all the same, and accepted was 2 with the put still waiting

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Mutex;

use tokio::sync::Notify;

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
    state: Mutex<State<T>>,
    room: Notify,
    filled: Notify,
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
            room: Notify::new(),
            filled: Notify::new(),
        }
    }

    fn put_now(&self, item: T) -> Put<T> {
        let mut state = self.state.lock().unwrap();
        let mut answer = Put::Accepted;
        if state.items.len() >= self.capacity {
            match self.overflow {
                Overflow::Wait => {}
                Overflow::RefuseNew => {
                    state.counts.refused += 1;
                    return Put::Refused(item);
                }
                Overflow::DropOldest => {
                    let oldest = state.items.pop_front().expect("it is full");
                    state.counts.dropped += 1;
                    answer = Put::InsteadOf(oldest);
                }
            }
        }
        state.items.push_back(item);
        state.counts.accepted += 1;
        drop(state);
        self.filled.notify_one();
        answer
    }

    fn try_get(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        let item = state.items.pop_front()?;
        state.counts.taken += 1;
        drop(state);
        self.room.notify_one();
        Some(item)
    }

    pub async fn put(&self, item: T) -> Put<T> {
        let answer = self.put_now(item);
        loop {
            // Stands in line before it looks, so that nothing comes in between.
            let mut signal = pin!(self.room.notified());
            signal.as_mut().enable();
            if self.state.lock().unwrap().items.len() <= self.capacity {
                return answer;
            }
            signal.await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            let mut signal = pin!(self.filled.notified());
            signal.as_mut().enable();
            if let Some(item) = self.try_get() {
                return item;
            }
            signal.await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
