// part: Buffer
// mistake: producers and consumers stand in one line, and each change calls the first of it
// diagnosis: lost wake-up
// breaks: "Whoever waits is woken": Wait, capacity 1, ann and bob wait in get; a put calls ann, a second put stands behind bob; ann takes and calls bob, who finds nothing: the put waits although there is room

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
    line: VecDeque<oneshot::Sender<()>>,
}

impl<T> State<T> {
    /// Calls the first in the line who is still there.
    fn call_next(&mut self) {
        while let Some(next) = self.line.pop_front() {
            if next.send(()).is_ok() {
                break;
            }
        }
    }

    fn stands_in_line(&mut self) -> oneshot::Receiver<()> {
        let (call, called) = oneshot::channel();
        self.line.push_back(call);
        called
    }
}

/// One who stands in the line; whoever is called and leaves lets the next one go.
struct Place<'a, T> {
    buffer: &'a Buffer<T>,
    called: oneshot::Receiver<()>,
}

impl<T> Drop for Place<'_, T> {
    fn drop(&mut self) {
        let mut state = self.buffer.state.lock().unwrap();
        self.called.close();
        if self.called.try_recv().is_ok() {
            state.call_next();
        }
    }
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let state = State { items: VecDeque::new(), counts: Counts::default(), line: VecDeque::new() };
        Buffer { capacity, overflow, state: Mutex::new(state) }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        loop {
            let called = {
                let mut state = self.state.lock().unwrap();
                let is_full = state.items.len() == self.capacity;
                if !is_full || self.overflow == Overflow::DropOldest {
                    let oldest = if is_full { state.items.pop_front() } else { None };
                    state.items.push_back(item);
                    state.counts.accepted += 1;
                    state.call_next();
                    let Some(oldest) = oldest else { return Put::Accepted };
                    state.counts.dropped += 1;
                    return Put::InsteadOf(oldest);
                }
                if self.overflow == Overflow::RefuseNew {
                    state.counts.refused += 1;
                    return Put::Refused(item);
                }
                state.stands_in_line()
            };
            self.is_called(called).await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            let called = {
                let mut state = self.state.lock().unwrap();
                if let Some(item) = state.items.pop_front() {
                    state.counts.taken += 1;
                    state.call_next();
                    return item;
                }
                state.stands_in_line()
            };
            self.is_called(called).await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }

    async fn is_called(&self, called: oneshot::Receiver<()>) {
        let mut place = Place { buffer: self, called };
        (&mut place.called).await.expect("the buffer is still there");
    }
}
