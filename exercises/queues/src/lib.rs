//! Queues: some tasks produce, others consume, and a bounded queue between them makes the fast wait for the slow.
//!
//! tokio's `mpsc` channel has one consumer. The first part builds a queue for many; the others feed it, empty it, and run
//! both to the end.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinError;

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

/// Puts the items of `source` into `queue`, resting for `pace` after each of them, then puts `None` as the end signal.
///
/// Takes an item from `source` only when the one before has been put and the rest is over: a full queue makes the source
/// wait too. Returns how many items were put. A queue that is closed meanwhile ends the production early, and that is
/// no error.
///
/// # Errors
/// The first error of `source`, which ends the production. The end signal is put all the same, at once.
///
/// # Cancel safety
/// A call that is dropped puts no end signal.
pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    todo!("put one item after the other, and think of the end signal on every way out")
}

/// What a consumer has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumed<E> {
    /// How many items were handled without an error.
    pub count: usize,
    /// Why it stopped.
    pub stopped: Stopped<E>,
}

/// Why a consumer stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped<E> {
    /// It got the end signal.
    EndSignal,
    /// The queue was closed, and empty.
    Closed,
    /// Nothing came for as long as its patience lasts.
    OutOfPatience,
    /// It could not handle an item.
    Failed(E),
}

/// Takes items from `queue` and hands them to `handle`, one after the other, until there is a reason to stop.
///
/// The reasons are those of [`Stopped`]. `patience` is how long it waits for one item; the time that `handle` takes does
/// not count. It puts nothing into the queue, and once it has stopped it takes nothing more.
///
/// # Cancel safety
/// A call that is dropped while it waits for an item loses none; one that is dropped while it handles an item loses that.
pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    todo!("wait for an item, but no longer than `patience`, and name every reason to stop")
}

/// What came of a producer and its consumers: their outputs, or the panic of those that panicked.
#[derive(Debug)]
pub struct Outcomes<P, C> {
    /// The producer's.
    pub produced: Result<P, JoinError>,
    /// The consumers', in the order in which they were given.
    pub consumed: Vec<Result<C, JoinError>>,
}

/// Runs a producer and its consumers at the same time, each to its end, and returns every outcome.
///
/// One that fails or panics does not stop the others. When the last consumer has ended (at once, if there is none),
/// `queue` is closed, so that a producer that waits for room does not wait for ever.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run<T, P, C>(
    queue: Arc<Queue<T>>,
    producer: P,
    consumers: Vec<C>,
) -> Outcomes<P::Output, C::Output>
where
    P: Future + Send + 'static,
    P::Output: Send + 'static,
    C: Future + Send + 'static,
    C::Output: Send + 'static,
{
    todo!("give the producer and every consumer a task, then wait for the consumers first")
}
