// part: Buffer
// idea: two hand-written lines of wakers; a guard leaves the line and wakes the next

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

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

/// Who waits, in the order in which they came.
type Line = VecDeque<(u64, Waker)>;

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
    last_id: u64,
    putters: Line,
    getters: Line,
}

struct Place<'a, T> {
    buffer: &'a Buffer<T>,
    id: u64,
}

impl<T> Drop for Place<'_, T> {
    fn drop(&mut self) {
        let mut state = self.buffer.state.lock().unwrap();
        state.putters.retain(|(id, _)| *id != self.id);
        state.getters.retain(|(id, _)| *id != self.id);
        self.buffer.wake(state);
    }
}

fn stand(line: &mut Line, id: u64, cx: &Context<'_>) {
    match line.iter_mut().find(|(other, _)| *other == id) {
        Some((_, waker)) => waker.clone_from(cx.waker()),
        None => line.push_back((id, cx.waker().clone())),
    }
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            capacity,
            overflow,
            state: Mutex::new(State {
                items: VecDeque::new(),
                counts: Counts::default(),
                last_id: 0,
                putters: VecDeque::new(),
                getters: VecDeque::new(),
            }),
        }
    }

    fn place(&self) -> Place<'_, T> {
        let mut state = self.state.lock().unwrap();
        state.last_id += 1;
        Place { buffer: self, id: state.last_id }
    }

    /// Wakes whoever stands first in a line that may move.
    fn wake(&self, state: std::sync::MutexGuard<'_, State<T>>) {
        let putter = state.putters.front().filter(|_| state.items.len() < self.capacity).map(|(_, waker)| waker.clone());
        let getter = state.getters.front().filter(|_| !state.items.is_empty()).map(|(_, waker)| waker.clone());
        drop(state);
        putter.into_iter().chain(getter).for_each(Waker::wake);
    }

    fn poll_put(&self, id: u64, item: &mut Option<T>, cx: &Context<'_>) -> Poll<Put<T>> {
        let mut state = self.state.lock().unwrap();
        let full = state.items.len() == self.capacity;
        let my_turn = state.putters.front().is_none_or(|(first, _)| *first == id);
        let answer = match self.overflow {
            Overflow::Wait if full || !my_turn => {
                stand(&mut state.putters, id, cx);
                return Poll::Pending;
            }
            Overflow::RefuseNew if full => {
                state.counts.refused += 1;
                return Poll::Ready(Put::Refused(item.take().expect("polled once more")));
            }
            Overflow::DropOldest if full => {
                state.counts.dropped += 1;
                Put::InsteadOf(state.items.pop_front().expect("it is full"))
            }
            _ => Put::Accepted,
        };
        state.items.push_back(item.take().expect("polled once more"));
        state.counts.accepted += 1;
        Poll::Ready(answer)
    }

    fn poll_get(&self, id: u64, cx: &Context<'_>) -> Poll<T> {
        let mut state = self.state.lock().unwrap();
        if state.getters.front().is_none_or(|(first, _)| *first == id) {
            if let Some(item) = state.items.pop_front() {
                state.counts.taken += 1;
                return Poll::Ready(item);
            }
        }
        stand(&mut state.getters, id, cx);
        Poll::Pending
    }

    pub async fn put(&self, item: T) -> Put<T> {
        let place = self.place();
        let mut item = Some(item);
        poll_fn(|cx| self.poll_put(place.id, &mut item, cx)).await
    }

    pub async fn get(&self) -> T {
        let place = self.place();
        poll_fn(|cx| self.poll_get(place.id, cx)).await
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().counts
    }
}
