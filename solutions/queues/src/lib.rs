//! Queues: some tasks produce, others consume, and a bounded queue between them makes the fast wait for the slow.
//!
//! tokio's `mpsc` channel has one consumer. The first part builds a queue for many; the others feed it, empty it, and run
//! both to the end.

// ANCHOR: imports
use std::collections::VecDeque;
use std::sync::Mutex;
// ANCHOR_END: imports
use std::sync::Arc;
use std::time::Duration;

// ANCHOR: imports-tokio
use tokio::sync::Semaphore;
// ANCHOR_END: imports-tokio
use tokio::task::JoinError;
// ANCHOR: imports-time
use tokio::time::{sleep, timeout};
// ANCHOR_END: imports-time

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

/// A bounded queue for many producers and many consumers.
///
/// Items come out in the order in which they went in, each of them once. Whoever waits is woken, and never looks at the
/// clock. Tasks share it, so hold no guard of `std::sync::Mutex` across an `.await`.
#[derive(Debug)]
pub struct Queue<T> {
    // ANCHOR: Queue-fields — `_yours: std::marker::PhantomData<T>,` The fields are yours. Where are the items, and who waits for what?
    /// A std mutex, not tokio's: nothing is awaited while it is held.
    line: Mutex<Line<T>>,
    /// A permit for each free place.
    room: Semaphore,
    /// A permit for each item.
    filled: Semaphore,
    // ANCHOR_END: Queue-fields
}

// ANCHOR: Queue-line
#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    /// Under the same lock as the items: nothing gets in after the queue was closed.
    closed: bool,
}
// ANCHOR_END: Queue-line

impl<T> Queue<T> {
    /// An empty queue with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize) -> Self {
        // ANCHOR: Queue-new — choose the fields of `Queue`, then begin with an empty one
        Queue {
            line: Mutex::new(Line { items: VecDeque::with_capacity(capacity), closed: false }),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
        // ANCHOR_END: Queue-new
    }

    /// Puts `item` at the end of the queue; waits while the queue is full.
    ///
    /// # Errors
    /// Gives the item back when the queue is closed, also when that happens while this call waits.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        // ANCHOR: Queue-put — wait for room, then put the item at the end and let one consumer know
        let Ok(place) = self.room.acquire().await else {
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
        // ANCHOR_END: Queue-put
    }

    /// Takes the item at the front; waits while the queue is empty. `None` when it is empty and closed.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> Option<T> {
        // ANCHOR: Queue-get — wait for an item, then take it from the front and let one producer know
        if let Ok(item) = self.filled.acquire().await {
            item.forget();
        }
        // An error says that the queue is closed: what is left may go without a permit.
        let item = self.line.lock().expect("nobody panics while holding the lock").items.pop_front()?;
        self.room.add_permits(1);
        Some(item)
        // ANCHOR_END: Queue-get
    }

    /// Closes the queue: it takes no more items, and gives out those that it has.
    ///
    /// Whoever waits in [`put`](Queue::put) gets the item back; whoever waits in [`get`](Queue::get) gets `None`.
    pub fn close(&self) {
        // ANCHOR: Queue-close — refuse new items, and wake everybody who waits
        self.line.lock().expect("nobody panics while holding the lock").closed = true;
        self.room.close();
        self.filled.close();
        // ANCHOR_END: Queue-close
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
    // ANCHOR: produce — put one item after the other, and think of the end signal on every way out
    let puts = async {
        let mut count = 0;
        for item in source {
            if queue.put(Some(item?)).await.is_err() {
                break;
            }
            count += 1;
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    // Whatever came of it, the consumers learn that it is over. A closed queue needs no signal.
    let _ = queue.put(None).await;
    produced
    // ANCHOR_END: produce
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
    // ANCHOR: consume — wait for an item, but no longer than `patience`, and name every reason to stop
    let mut handle = handle;
    let mut count = 0;
    let stopped = loop {
        match timeout(patience, queue.get()).await {
            Ok(Some(Some(item))) => match handle(item).await {
                Ok(()) => count += 1,
                Err(error) => break Stopped::Failed(error),
            },
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
    // ANCHOR_END: consume
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
    // ANCHOR: run — give the producer and every consumer a task, then wait for the consumers first
    let producer = tokio::spawn(producer);
    let consumers: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();

    let mut consumed = Vec::with_capacity(consumers.len());
    for consumer in consumers {
        consumed.push(consumer.await);
    }
    queue.close();
    Outcomes { produced: producer.await, consumed }
    // ANCHOR_END: run
}
