// part: Buffer
// mistake: a line of oneshots: the signal goes to the first in the line, even if that one was dropped
// diagnosis: lost wake-up
// or: wakes one instead of all
// breaks: "Whoever waits is woken": two gets wait, the first is dropped at 5 ms, an item is put at 10 ms: the second waits on, though an item is there

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
    producers: VecDeque<oneshot::Sender<()>>,
    consumers: VecDeque<oneshot::Sender<()>>,
}

fn stand(line: &mut VecDeque<oneshot::Sender<()>>) -> oneshot::Receiver<()> {
    let (tx, rx) = oneshot::channel();
    line.push_back(tx);
    rx
}

fn wake(line: &mut VecDeque<oneshot::Sender<()>>) {
    if let Some(first) = line.pop_front() {
        let _ = first.send(());
    }
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let state = State {
            items: VecDeque::with_capacity(capacity),
            counts: Counts::default(),
            producers: VecDeque::new(),
            consumers: VecDeque::new(),
        };
        Buffer { capacity, overflow, state: Mutex::new(state) }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        loop {
            let signal = {
                let mut state = self.state.lock().unwrap();
                if state.items.len() < self.capacity {
                    state.items.push_back(item);
                    state.counts.accepted += 1;
                    wake(&mut state.consumers);
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
                    Overflow::Wait => stand(&mut state.producers),
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
                    wake(&mut state.producers);
                    return item;
                }
                stand(&mut state.consumers)
            };
            let _ = signal.await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
