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
    _yours: std::marker::PhantomData<T>, // The fields are yours. Where are the items, and who waits for what?
}

impl<T> Queue<T> {
    /// An empty queue with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize) -> Self {
        todo!("choose the fields of `Queue`, then begin with an empty one")
    }

    /// Puts `item` at the end of the queue; waits while the queue is full.
    ///
    /// # Errors
    /// Gives the item back when the queue is closed, also when that happens while this call waits.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        todo!("wait for room, then put the item at the end and let one consumer know")
    }

    /// Takes the item at the front; waits while the queue is empty. `None` when it is empty and closed.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> Option<T> {
        todo!("wait for an item, then take it from the front and let one producer know")
    }

    /// Closes the queue: it takes no more items, and gives out those that it has.
    ///
    /// Whoever waits in [`put`](Queue::put) gets the item back; whoever waits in [`get`](Queue::get) gets `None`.
    pub fn close(&self) {
        todo!("refuse new items, and wake everybody who waits")
    }
}
