// part: Buffer
// mistake: an `if` instead of a loop: who was woken puts without another look
// diagnosis: goes on without waiting
// or: stale check
// breaks: "An empty buffer with room for capacity items": Wait, capacity 1, full, a put waits; one task takes an item and puts another at once: the woken put goes in as well, and two are in the buffer

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

    /// `Err`: no room, and the producer has to wait.
    fn try_put(&self, item: T) -> Result<Put<T>, T> {
        let mut state = self.state.lock().unwrap();
        let mut answer = Put::Accepted;
        if state.items.len() >= self.capacity {
            match self.overflow {
                Overflow::Wait => return Err(item),
                Overflow::RefuseNew => {
                    state.counts.refused += 1;
                    return Ok(Put::Refused(item));
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
        Ok(answer)
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
        let mut signal = pin!(self.room.notified());
        signal.as_mut().enable();
        let item = match self.try_put(item) {
            Ok(answer) => return answer,
            Err(item) => item,
        };
        signal.await;
        // Woken, so there is room now.
        let mut state = self.state.lock().unwrap();
        state.items.push_back(item);
        state.counts.accepted += 1;
        drop(state);
        self.filled.notify_one();
        Put::Accepted
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
