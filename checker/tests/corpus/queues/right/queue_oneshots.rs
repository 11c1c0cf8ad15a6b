// part: Queue
// idea: everybody who waits leaves a oneshot sender, and at every change all of them are called

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::oneshot;

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
    waiting: Vec<oneshot::Sender<()>>,
}

impl<T> Line<T> {
    fn wait(&mut self) -> oneshot::Receiver<()> {
        let (call, called) = oneshot::channel();
        self.waiting.push(call);
        called
    }

    fn call_all(&mut self) {
        for waiter in self.waiting.drain(..) {
            let _ = waiter.send(());
        }
    }
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let line = Line { items: VecDeque::new(), closed: false, waiting: Vec::new() };
        Queue { capacity, line: Mutex::new(line) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let called = {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(Closed(item));
                }
                if line.items.len() < self.capacity {
                    line.items.push_back(item);
                    line.call_all();
                    return Ok(());
                }
                line.wait()
            };
            let _ = called.await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let called = {
                let mut line = self.line.lock().unwrap();
                if let Some(item) = line.items.pop_front() {
                    line.call_all();
                    return Some(item);
                }
                if line.closed {
                    return None;
                }
                line.wait()
            };
            let _ = called.await;
        }
    }

    pub fn close(&self) {
        let mut line = self.line.lock().unwrap();
        line.closed = true;
        line.call_all();
    }
}
