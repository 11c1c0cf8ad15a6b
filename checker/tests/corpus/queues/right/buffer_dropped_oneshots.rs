// part: Buffer
// idea: whoever waits leaves a oneshot sender; each change drops them all

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::oneshot;

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
    /// They are never sent to: whoever changes the items drops them all, and that is the signal.
    waiting: Vec<oneshot::Sender<()>>,
}

impl<T> State<T> {
    fn wait(&mut self) -> oneshot::Receiver<()> {
        let (tx, rx) = oneshot::channel();
        self.waiting.retain(|other| !other.is_closed());
        self.waiting.push(tx);
        rx
    }
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let state = State { items: VecDeque::with_capacity(capacity), counts: Counts::default(), waiting: vec![] };
        Buffer { capacity, overflow, state: Mutex::new(state) }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        loop {
            let signal = {
                let mut state = self.state.lock().unwrap();
                if state.items.len() < self.capacity {
                    state.items.push_back(item);
                    state.counts.accepted += 1;
                    state.waiting.clear();
                    return Put::Accepted;
                }
                match self.overflow {
                    Overflow::RefuseNew => {
                        state.counts.refused += 1;
                        return Put::Refused(item);
                    }
                    Overflow::DropOldest => {
                        state.items.push_back(item);
                        let oldest = state.items.pop_front().expect("there is at least the new one");
                        state.counts.accepted += 1;
                        state.counts.dropped += 1;
                        return Put::InsteadOf(oldest);
                    }
                    Overflow::Wait => state.wait(),
                }
            };
            let _ = signal.await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            let signal = {
                let mut state = self.state.lock().unwrap();
                if let Some(item) = state.items.pop_front() {
                    state.counts.taken += 1;
                    state.waiting.clear();
                    return item;
                }
                state.wait()
            };
            let _ = signal.await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
