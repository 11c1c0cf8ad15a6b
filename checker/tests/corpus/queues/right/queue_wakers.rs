// part: Queue
// idea: hand-written: a std mutex around the items and the wakers of all who wait

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    capacity: usize,
    line: Mutex<Line<T>>,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
    waiting: Vec<Waker>,
}

impl<T> Line<T> {
    fn wake_all(&mut self) {
        self.waiting.drain(..).for_each(Waker::wake);
    }

    fn wait(&mut self, cx: &Context<'_>) {
        if !self.waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
            self.waiting.push(cx.waker().clone());
        }
    }
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let line = Line { items: VecDeque::with_capacity(capacity), closed: false, waiting: Vec::new() };
        Queue { capacity, line: Mutex::new(line) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let mut item = Some(item);
        poll_fn(|cx| {
            let mut line = self.line.lock().unwrap();
            if !line.closed && line.items.len() == self.capacity {
                line.wait(cx);
                return Poll::Pending;
            }
            let item = item.take().expect("not polled after the end");
            if line.closed {
                return Poll::Ready(Err(Closed(item)));
            }
            line.items.push_back(item);
            line.wake_all();
            Poll::Ready(Ok(()))
        })
        .await
    }

    pub async fn get(&self) -> Option<T> {
        poll_fn(|cx| {
            let mut line = self.line.lock().unwrap();
            let item = line.items.pop_front();
            if item.is_some() {
                line.wake_all();
            } else if !line.closed {
                line.wait(cx);
                return Poll::Pending;
            }
            Poll::Ready(item)
        })
        .await
    }

    pub fn close(&self) {
        let mut line = self.line.lock().unwrap();
        line.closed = true;
        line.wake_all();
    }
}
