// part: Queue
// mistake: calls the one who waits longest, and the call is lost when that one is dropped before it looks
// diagnosis: lost wake-up

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
    wait_for_room: VecDeque<oneshot::Sender<()>>,
    wait_for_item: VecDeque<oneshot::Sender<()>>,
}

fn wait_in(line: &mut VecDeque<oneshot::Sender<()>>) -> oneshot::Receiver<()> {
    let (call, called) = oneshot::channel();
    line.push_back(call);
    called
}

fn call_next(line: &mut VecDeque<oneshot::Sender<()>>) {
    while let Some(next) = line.pop_front() {
        // Whoever has gone away is not called.
        if next.send(()).is_ok() {
            return;
        }
    }
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let line = Line {
            items: VecDeque::new(),
            closed: false,
            wait_for_room: VecDeque::new(),
            wait_for_item: VecDeque::new(),
        };
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
                    call_next(&mut line.wait_for_item);
                    return Ok(());
                }
                wait_in(&mut line.wait_for_room)
            };
            let _ = called.await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        loop {
            let called = {
                let mut line = self.line.lock().unwrap();
                if let Some(item) = line.items.pop_front() {
                    call_next(&mut line.wait_for_room);
                    return Some(item);
                }
                if line.closed {
                    return None;
                }
                wait_in(&mut line.wait_for_item)
            };
            let _ = called.await;
        }
    }

    pub fn close(&self) {
        let mut line = self.line.lock().unwrap();
        line.closed = true;
        line.wait_for_room.clear();
        line.wait_for_item.clear();
    }
}
