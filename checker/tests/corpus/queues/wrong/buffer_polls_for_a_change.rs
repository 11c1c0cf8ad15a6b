// part: Buffer
// mistake: sleeps for 5 ms and looks again
// diagnosis: busy waiting
// or: time used instead of a signal
// breaks: "Whoever waits is woken, and never looks at the clock": a get waits from 0 ms on, an item is put at 12 ms: it is taken at 15 ms

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::sleep;

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
        Ok(answer)
    }

    fn try_get(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        let item = state.items.pop_front()?;
        state.counts.taken += 1;
        Some(item)
    }

    pub async fn put(&self, mut item: T) -> Put<T> {
        loop {
            match self.try_put(item) {
                Ok(answer) => return answer,
                Err(back) => item = back,
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            if let Some(item) = self.try_get() {
                return item;
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
