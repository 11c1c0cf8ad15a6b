// part: Buffer
// mistake: hands the item to the first consumer that waits, in a oneshot; one that is dropped then takes it along
// diagnosis: item lost on cancellation
// breaks: "A call that is dropped while it waits has taken nothing: no item is lost": a get waits, an item is put, and the get is dropped before it is polled again: the item is gone, and yet counted as taken

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
    /// Producers. They are never sent to: whoever takes an item drops them all, and that is the signal.
    waiting: Vec<oneshot::Sender<()>>,
    consumers: VecDeque<oneshot::Sender<T>>,
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
        let state = State { items: VecDeque::with_capacity(capacity), counts: Counts::default(), waiting: vec![], consumers: VecDeque::new() };
        Buffer { capacity, overflow, state: Mutex::new(state) }
    }

    pub async fn put(&self, mut item: T) -> Put<T> {
        loop {
            let signal = {
                let mut state = self.state.lock().unwrap();
                while let Some(consumer) = state.consumers.pop_front() {
                    match consumer.send(item) {
                        Ok(()) => {
                            state.counts.accepted += 1;
                            state.counts.taken += 1;
                            return Put::Accepted;
                        }
                        Err(back) => item = back,
                    }
                }
                if state.items.len() < self.capacity {
                    state.items.push_back(item);
                    state.counts.accepted += 1;
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
        let handed_over = {
            let mut state = self.state.lock().unwrap();
            if let Some(item) = state.items.pop_front() {
                state.counts.taken += 1;
                state.waiting.clear();
                return item;
            }
            let (tx, rx) = oneshot::channel();
            state.consumers.push_back(tx);
            rx
        };
        handed_over.await.expect("a producer sends before it drops the sender")
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
