use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::timeout;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    inner: Mutex<Inner<T>>,
}

#[derive(Debug)]
struct Inner<T> {
    items: VecDeque<T>,
    capacity: usize,
    closed: bool,
    next_id: u64,
    putters: VecDeque<(u64, Waker)>,
    getters: VecDeque<(u64, Waker)>,
}

/// A place in both lines (it will stand in one of them only). Who leaves it, however that comes, wakes whoever may go now.
struct Place<'a, T> {
    queue: &'a Queue<T>,
    id: u64,
}

impl<T> Drop for Place<'_, T> {
    fn drop(&mut self) {
        self.queue.leave(self.id);
    }
}

fn stand(line: &mut VecDeque<(u64, Waker)>, id: u64, cx: &Context<'_>) {
    match line.iter_mut().find(|(other, _)| *other == id) {
        Some((_, waker)) => waker.clone_from(cx.waker()),
        None => line.push_back((id, cx.waker().clone())),
    }
}

fn is_first(line: &VecDeque<(u64, Waker)>, id: u64) -> bool {
    line.front().is_none_or(|(first, _)| *first == id)
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            inner: Mutex::new(Inner {
                items: VecDeque::new(),
                capacity,
                closed: false,
                next_id: 0,
                putters: VecDeque::new(),
                getters: VecDeque::new(),
            }),
        }
    }

    fn new_id(&self) -> u64 {
        let mut inner = self.inner.lock().unwrap();
        inner.next_id += 1;
        inner.next_id
    }

    fn place(&self) -> Place<'_, T> {
        Place { queue: self, id: self.new_id() }
    }

    fn leave(&self, id: u64) {
        let mut wake = Vec::new();
        let mut inner = self.inner.lock().unwrap();
        inner.putters.retain(|(other, _)| *other != id);
        inner.getters.retain(|(other, _)| *other != id);
        if inner.closed || inner.items.len() < inner.capacity {
            wake.extend(inner.putters.front().map(|(_, waker)| waker.clone()));
        }
        if inner.closed || !inner.items.is_empty() {
            wake.extend(inner.getters.front().map(|(_, waker)| waker.clone()));
        }
        drop(inner);
        wake.into_iter().for_each(Waker::wake);
    }

    /// `Err` gives the item back: the queue is closed.
    fn poll_put(&self, id: u64, cx: &mut Context<'_>, item: &mut Option<T>) -> Poll<Result<(), T>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed {
            return Poll::Ready(Err(item.take().expect("not polled after it was ready")));
        }
        if inner.items.len() < inner.capacity && is_first(&inner.putters, id) {
            inner.items.push_back(item.take().expect("not polled after it was ready"));
            return Poll::Ready(Ok(()));
        }
        stand(&mut inner.putters, id, cx);
        Poll::Pending
    }

    fn poll_get(&self, id: u64, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed {
            return Poll::Ready(inner.items.pop_front());
        }
        if !inner.items.is_empty() && is_first(&inner.getters, id) {
            return Poll::Ready(inner.items.pop_front());
        }
        stand(&mut inner.getters, id, cx);
        Poll::Pending
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let place = self.place();
        let mut item = Some(item);
        poll_fn(|cx| self.poll_put(place.id, cx, &mut item)).await.map_err(Closed)
    }

    pub async fn get(&self) -> Option<T> {
        let place = self.place();
        poll_fn(|cx| self.poll_get(place.id, cx)).await
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        let wake: Vec<_> =
            inner.putters.iter().chain(inner.getters.iter()).map(|(_, waker)| waker.clone()).collect();
        drop(inner);
        wake.into_iter().for_each(Waker::wake);
    }
}
