// part: Counter
// idea: hand-written: a line of wakers behind a std mutex, whose front has the turn

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

#[derive(Debug, Default)]
struct Line {
    value: u64,
    tickets: u64,
    waiting: VecDeque<(u64, Option<Waker>)>,
}

#[derive(Debug)]
pub struct Counter {
    line: Mutex<Line>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { line: Mutex::default() }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let turn = self.join();
        poll_fn(|cx| turn.poll_front(cx)).await;
        let read = self.line.lock().unwrap().value;
        step(read).await;
        self.line.lock().unwrap().value = read + 1;
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let turn = self.join();
        poll_fn(|cx| turn.poll_front(cx)).await;
        self.line.lock().unwrap().value
    }
}

impl Counter {
    fn join(&self) -> Turn<'_> {
        let mut line = self.line.lock().unwrap();
        line.tickets += 1;
        let ticket = line.tickets;
        line.waiting.push_back((ticket, None));
        Turn { counter: self, ticket }
    }
}

/// A place in the line, left when it is dropped.
struct Turn<'a> {
    counter: &'a Counter,
    ticket: u64,
}

impl Turn<'_> {
    fn poll_front(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut line = self.counter.line.lock().unwrap();
        let place = line.waiting.iter().position(|(ticket, _)| *ticket == self.ticket);
        match place.expect("this one is in the line") {
            0 => Poll::Ready(()),
            place => {
                line.waiting[place].1 = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut line = self.counter.line.lock().unwrap();
        line.waiting.retain(|(ticket, _)| *ticket != self.ticket);
        if let Some((_, waker)) = line.waiting.front_mut()
            && let Some(waker) = waker.take()
        {
            waker.wake();
        }
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
