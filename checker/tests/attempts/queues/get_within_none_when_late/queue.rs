use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

/// A bounded queue for many producers and many consumers.
#[derive(Debug)]
pub struct Queue<T> {
    state: Mutex<State<T>>,
    // A permit for every free place.
    room: Semaphore,
    // A permit for every item.
    ready: Semaphore,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
            room: Semaphore::new(capacity),
            ready: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let Ok(permit) = self.room.acquire().await else {
            return Err(Closed(item));
        };
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        permit.forget();
        self.ready.add_permits(1);
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        // An error says that the queue is closed: what is in it goes out all the same.
        if let Ok(permit) = self.ready.acquire().await {
            permit.forget();
        }
        let item = self.state.lock().unwrap().items.pop_front();
        if item.is_some() {
            self.room.add_permits(1);
        }
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.room.close();
        self.ready.close();
    }
}
