use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::{MutexGuard, Notify};
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
    capacity: usize,
    state: Mutex<State<T>>,
    /// Only who has the turn waits for room; the others wait for the turn, in the order in which they came.
    put_turn: tokio::sync::Mutex<()>,
    get_turn: tokio::sync::Mutex<()>,
    room: Notify,
    filled: Notify,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            capacity,
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
            put_turn: tokio::sync::Mutex::new(()),
            get_turn: tokio::sync::Mutex::new(()),
            room: Notify::new(),
            filled: Notify::new(),
        }
    }

    /// Waits until it is this caller's turn, and there is room, or the queue is closed.
    async fn turn_to_put(&self) -> MutexGuard<'_, ()> {
        let turn = self.put_turn.lock().await;
        loop {
            {
                let state = self.state.lock().unwrap();
                if state.closed || state.items.len() < self.capacity {
                    return turn;
                }
            }
            // At most one waits here, so a stored permit is enough.
            self.room.notified().await;
        }
    }

    /// Waits until it is this caller's turn, and there is an item, or the queue is closed.
    async fn turn_to_get(&self) -> MutexGuard<'_, ()> {
        let turn = self.get_turn.lock().await;
        loop {
            {
                let state = self.state.lock().unwrap();
                if state.closed || !state.items.is_empty() {
                    return turn;
                }
            }
            self.filled.notified().await;
        }
    }

    fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(item);
        }
        state.items.push_back(item);
        self.filled.notify_one();
        Ok(())
    }

    fn pop(&self) -> Option<T> {
        let item = self.state.lock().unwrap().items.pop_front()?;
        self.room.notify_one();
        Some(item)
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let _turn = self.turn_to_put().await;
        self.push(item).map_err(Closed)
    }

    pub async fn get(&self) -> Option<T> {
        let _turn = self.turn_to_get().await;
        self.pop()
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.room.notify_one();
        self.filled.notify_one();
    }
}
