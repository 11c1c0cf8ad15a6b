// part: Buffer
// mistake: the wakers of producers and consumers are kept in one map by their numbers, and a change wakes the lowest, whichever side it is of
// diagnosis: lost wake-up
// breaks: "Whoever waits is woken": Wait, capacity 1, ann (0) and bob (1) wait in get; a put wakes 0, a second put is number 2; ann takes, which wakes 1: bob finds nothing, and number 2 sleeps although there is room

use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Poll, Waker};

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
    asleep: BTreeMap<u64, Waker>,
    next_number: u64,
}

impl<T> State<T> {
    fn has_changed(&mut self) {
        if let Some((_, waker)) = self.asleep.pop_first() {
            waker.wake();
        }
    }
}

/// A call that may have to sleep.
struct Caller<'a, T> {
    buffer: &'a Buffer<T>,
    number: Option<u64>,
}

impl<T> Caller<'_, T> {
    /// Sleeps until the attempt succeeds.
    async fn attempts<R>(&mut self, mut attempt: impl FnMut(&mut State<T>) -> Option<R>) -> R {
        poll_fn(|cx| {
            let mut state = self.buffer.state.lock().unwrap();
            if let Some(result) = attempt(&mut state) {
                if let Some(number) = self.number.take() {
                    state.asleep.remove(&number);
                }
                return Poll::Ready(result);
            }
            let number = *self.number.get_or_insert_with(|| {
                state.next_number += 1;
                state.next_number
            });
            state.asleep.insert(number, cx.waker().clone());
            Poll::Pending
        })
        .await
    }
}

impl<T> Drop for Caller<'_, T> {
    fn drop(&mut self) {
        let Some(number) = self.number else { return };
        let mut state = self.buffer.state.lock().unwrap();
        // Woken, but gone before it could look: then it is somebody else's turn.
        if state.asleep.remove(&number).is_none() {
            state.has_changed();
        }
    }
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let (items, counts) = (VecDeque::with_capacity(capacity), Counts::default());
        let state = State { items, counts, asleep: BTreeMap::new(), next_number: 0 };
        Buffer { capacity, overflow, state: Mutex::new(state) }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        let mut item = Some(item);
        let mut caller = Caller { buffer: self, number: None };
        caller
            .attempts(|state| {
                let mut result = Put::Accepted;
                if state.items.len() >= self.capacity {
                    match self.overflow {
                        Overflow::Wait => return None,
                        Overflow::RefuseNew => {
                            state.counts.refused += 1;
                            return item.take().map(Put::Refused);
                        }
                        Overflow::DropOldest => {
                            state.counts.dropped += 1;
                            result = state.items.pop_front().map_or(Put::Accepted, Put::InsteadOf);
                        }
                    }
                }
                state.items.extend(item.take());
                state.counts.accepted += 1;
                state.has_changed();
                Some(result)
            })
            .await
    }

    pub async fn get(&self) -> T {
        let mut caller = Caller { buffer: self, number: None };
        caller
            .attempts(|state| {
                let item = state.items.pop_front()?;
                state.counts.taken += 1;
                state.has_changed();
                Some(item)
            })
            .await
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
