// REFERENCE
use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};
// END

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

/// A bounded queue for many producers and many consumers.
///
/// Items come out in the order in which they went in, each of them once. Whoever waits is woken, and never looks at the
/// clock. Tasks share it, so hold no guard of `std::sync::Mutex` across an `.await`.
#[derive(Debug)]
pub struct Queue<T> {
    //| _yours: std::marker::PhantomData<T>, // The fields are yours. Where are the items, and who waits for what?
    // REFERENCE
    /// A std mutex, not tokio's: nothing is awaited while it is held.
    line: Mutex<Line<T>>,
    /// A permit for each free place.
    room: Semaphore,
    /// A permit for each item.
    filled: Semaphore,
    // END
}

// REFERENCE
#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    /// Under the same lock as the items: nothing gets in after the queue was closed.
    closed: bool,
}
// END

impl<T> Queue<T> {
    /// An empty queue with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize) -> Self {
        //| todo!("choose the fields of `Queue`, then begin with an empty one")
        // REFERENCE
        Queue {
            line: Mutex::new(Line { items: VecDeque::with_capacity(capacity), closed: false }),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
        // END
    }

    /// Puts `item` at the end of the queue; waits while the queue is full.
    ///
    /// # Errors
    /// Gives the item back when the queue is closed, also when that happens while this call waits.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        //| todo!("wait for room, then put the item at the end and let one consumer know")
        // REFERENCE
        let place = self.room.acquire().await;
        self.put_in(place, item)
        // END
    }

    /// Takes the item at the front; waits while the queue is empty. `None` when it is empty and closed.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> Option<T> {
        //| todo!("wait for an item, then take it from the front and let one producer know")
        // REFERENCE
        if let Ok(item) = self.filled.acquire().await {
            item.forget();
        }
        // An error says that the queue is closed: what is left may go without a permit.
        let item = self.line.lock().expect("nobody panics while holding the lock").items.pop_front()?;
        self.room.add_permits(1);
        Some(item)
        // END
    }

    /// Closes the queue: it takes no more items, and gives out those that it has.
    ///
    /// Whoever waits in [`put`](Queue::put) gets the item back; whoever waits in [`get`](Queue::get) gets `None`.
    pub fn close(&self) {
        //| todo!("refuse new items, and wake everybody who waits")
        // REFERENCE
        self.line.lock().expect("nobody panics while holding the lock").closed = true;
        self.room.close();
        self.filled.close();
        // END
    }
}

// REFERENCE
impl<T> Queue<T> {
    /// Puts `item` in the place that was waited for. Without an `.await`: nobody can drop a call halfway.
    fn put_in(&self, place: Result<SemaphorePermit<'_>, AcquireError>, item: T) -> Result<(), Closed<T>> {
        let Ok(place) = place else {
            return Err(Closed(item));
        };
        let mut line = self.line.lock().expect("nobody panics while holding the lock");
        if line.closed {
            return Err(Closed(item));
        }
        line.items.push_back(item);
        // The place is taken until `get` frees it.
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }
}
// END
