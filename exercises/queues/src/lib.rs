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

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    /// The queue was full for as long as the limit lasts.
    TimedOut(T),
    /// The queue is closed.
    Closed(T),
}

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

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

impl<T> Queue<T> {
    /// Takes the item at the front, as [`get`](Queue::get) does, but waits for one no longer than `limit`. `Ok(None)`
    /// when the queue is empty and closed.
    ///
    /// `limit` is at least 1 ms, and counted from the first poll on. If an item comes at the very instant at which the
    /// limit ends, it is returned or it stays in the queue.
    ///
    /// # Errors
    /// [`TimedOut`] when the limit has passed. It has then taken nothing.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        todo!("wait for an item, but no longer than `limit`")
    }

    /// Puts `item` at the end of the queue, as [`put`](Queue::put) does, but waits for room no longer than `limit`.
    ///
    /// `limit` is at least 1 ms, and counted from the first poll on. If there is room at the very instant at which the
    /// limit ends, the item is put or it comes back: one of the two, never both and never neither.
    ///
    /// # Errors
    /// Gives the item back when the limit has passed, or when the queue is closed, also when that happens while this
    /// call waits. It has then put nothing, and who puts next finds the queue as if this call had never been.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing, and the item is dropped with it.
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        todo!("limit the wait for room, not the life of the item")
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

/// What came of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled<R, E> {
    /// It was handled.
    Done(R),
    /// Its handler said why not.
    Failed(E),
    /// Its handler panicked.
    Panicked,
}

/// Handles all `items` with a pool of `workers`, and returns the outcome of every item, in the order of `items`.
///
/// While items are left, `workers` of them are being handled at the same time: a worker takes the next as soon as it is
/// done with one. Items are begun in the order of `items`. Between `items` and the workers is room for `capacity` of
/// them, which is filled as long as `items` has more; but what is ahead of the workers is bounded: never are more than
/// `workers + capacity + 1` taken from `items` and not handled yet. Both numbers are at least 1.
///
/// A handler that fails or panics, be it in the call or in its future, costs its own item only: the others go on, in as
/// many workers as before. The call returns when every item that was taken has its outcome.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run_pool<T, H, F, R, E>(
    items: impl IntoIterator<Item = T, IntoIter: Send + 'static>,
    workers: usize,
    capacity: usize,
    handle: H,
) -> Vec<Settled<R, E>>
where
    T: Send + 'static,
    H: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<R, E>> + Send + 'static,
    R: Send + 'static,
    E: Send + 'static,
{
    todo!("a bounded queue, a task for each worker, and a place for every outcome")
}

/// What to do with an item when there is no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    /// Its producer waits for room.
    Wait,
    /// It is refused.
    RefuseNew,
    /// It goes in, and the oldest item goes out instead.
    DropOldest,
}

/// What came of putting an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put<T> {
    /// It is in.
    Accepted,
    /// It is not in; here it is again.
    Refused(T),
    /// It is in, instead of this one, which was the oldest.
    InsteadOf(T),
}

/// How many items came and went so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// So many went in.
    pub accepted: usize,
    /// So many did not.
    pub refused: usize,
    /// So many went in and had to make room for a newer one.
    pub dropped: usize,
    /// So many were taken by a consumer.
    pub taken: usize,
}

/// A bounded buffer for many producers and many consumers, whose owner chooses what happens when it is full.
///
/// Items come out in the order in which they went in, each of them once. Whoever waits is woken, and never looks at the
/// clock. A task that waits keeps nobody else from putting or taking.
#[derive(Debug)]
pub struct Buffer<T> {
    _yours: std::marker::PhantomData<T>, // The fields are yours. What has to change in one step, and who waits for what?
}

impl<T> Buffer<T> {
    /// An empty buffer with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        todo!("choose the fields of `Buffer`, then begin with an empty one")
    }

    /// Puts `item` at the end. When there is no room for it, does what the owner of the buffer chose.
    ///
    /// Waits only with [`Overflow::Wait`]; otherwise it returns at its first poll.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing and is not counted, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Put<T> {
        todo!("look whether there is room, and if not, do what `overflow` says")
    }

    /// Takes the oldest item; waits while the buffer is empty.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> T {
        todo!("wait for an item, then take the oldest and let one producer know")
    }

    /// The counts of this moment. They add up: what was accepted was dropped, was taken, or is still in the buffer.
    pub fn counts(&self) -> Counts {
        todo!("tell what you have counted")
    }
}
