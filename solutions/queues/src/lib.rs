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
use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};
// ANCHOR_END: imports-tokio
use tokio::task::JoinError;
// ANCHOR: imports-task
use tokio::task::JoinSet;
// ANCHOR_END: imports-task
// ANCHOR: imports-time
use tokio::time::{sleep, timeout};
// ANCHOR_END: imports-time

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
        let place = self.room.acquire().await;
        self.put_in(place, item)
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

// ANCHOR: Queue-put-in
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
// ANCHOR_END: Queue-put-in

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
        // ANCHOR: get_within — wait for an item, but no longer than `limit`
        // `timeout` drops the `get` when the limit has passed, and a dropped `get` has taken nothing. It polls the `get`
        // before it looks at the clock (`tokio::time::timeout` docs): an item that is there in time is returned.
        timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
        // ANCHOR_END: get_within
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
        // ANCHOR: put_within — limit the wait for room, not the life of the item
        // Not `timeout(limit, self.put(item))`: the item would be dropped together with the `put`. A dropped `acquire`
        // loses its place in the line, no more; a permit that it was given already goes to the next.
        match timeout(limit, self.room.acquire()).await {
            Ok(place) => self.put_in(place, item).map_err(|Closed(item)| NotPut::Closed(item)),
            Err(_elapsed) => Err(NotPut::TimedOut(item)),
        }
        // ANCHOR_END: put_within
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
    // ANCHOR: run_pool — a bounded queue, a task for each worker, and a place for every outcome
    let (queue, handle) = (Arc::new(Queue::new(capacity)), Arc::new(handle));
    // A set, not a `Vec` of handles: it aborts the workers when it is dropped, also when `items` panics.
    let mut pool = JoinSet::new();
    for _ in 0..workers {
        let (queue, handle) = (queue.clone(), handle.clone());
        pool.spawn(async move {
            let mut settled = Vec::new();
            while let Some((place, item)) = queue.get().await {
                let handle = handle.clone();
                // A task for each item: a panic ends that, and the worker lives on. The call of `handle` is inside, for
                // it can panic too.
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(output)) => Settled::Done(output),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_panic) => Settled::Panicked,
                };
                settled.push((place, outcome));
            }
            settled
        });
    }
    for item in items.into_iter().enumerate() {
        // Nobody closes the queue before the last item, so it takes all of them.
        let _ = queue.put(item).await;
    }
    queue.close();

    // In the order in which the workers ended; each outcome knows the place of its item.
    let mut settled: Vec<_> = pool.join_all().await.into_iter().flatten().collect();
    settled.sort_unstable_by_key(|(place, _)| *place);
    settled.into_iter().map(|(_, outcome)| outcome).collect()
    // ANCHOR_END: run_pool
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
    // ANCHOR: Buffer-fields — `_yours: std::marker::PhantomData<T>,` The fields are yours. What has to change in one step, and who waits for what?
    capacity: usize,
    overflow: Overflow,
    /// A std mutex, not tokio's: nothing is awaited while it is held.
    stock: Mutex<Stock<T>>,
    /// A permit for each item. When a new item takes the place of an old one, it takes over its permit too.
    filled: Semaphore,
    /// A permit for each free place, if producers wait for one. The others look at the stock.
    room: Option<Semaphore>,
    // ANCHOR_END: Buffer-fields
}

// ANCHOR: Buffer-stock
/// What changes in one step: the items, and the counts of those that came and went.
#[derive(Debug)]
struct Stock<T> {
    items: VecDeque<T>,
    counts: Counts,
}
// ANCHOR_END: Buffer-stock

impl<T> Buffer<T> {
    /// An empty buffer with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        // ANCHOR: Buffer-new — choose the fields of `Buffer`, then begin with an empty one
        Buffer {
            capacity,
            overflow,
            stock: Mutex::new(Stock { items: VecDeque::with_capacity(capacity), counts: Counts::default() }),
            filled: Semaphore::new(0),
            room: (overflow == Overflow::Wait).then(|| Semaphore::new(capacity)),
        }
        // ANCHOR_END: Buffer-new
    }

    /// Puts `item` at the end. When there is no room for it, does what the owner of the buffer chose.
    ///
    /// Waits only with [`Overflow::Wait`]; otherwise it returns at its first poll.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing and is not counted, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Put<T> {
        // ANCHOR: Buffer-put — look whether there is room, and if not, do what `overflow` says
        if let Some(room) = &self.room {
            // The place is taken until `get` frees it. The item goes in without another `.await`, so that nobody can
            // drop the call between the two.
            room.acquire().await.expect("nobody closes it").forget();
        }
        let mut stock = self.stock.lock().expect("nobody panics while holding the lock");
        if stock.items.len() < self.capacity {
            stock.items.push_back(item);
            stock.counts.accepted += 1;
            self.filled.add_permits(1);
            return Put::Accepted;
        }
        let oldest = match self.overflow {
            Overflow::DropOldest => stock.items.pop_front(),
            // Who has waited has a place and does not come here.
            Overflow::RefuseNew | Overflow::Wait => None,
        };
        let Some(oldest) = oldest else {
            stock.counts.refused += 1;
            return Put::Refused(item);
        };
        stock.items.push_back(item);
        stock.counts.accepted += 1;
        stock.counts.dropped += 1;
        Put::InsteadOf(oldest)
        // ANCHOR_END: Buffer-put
    }

    /// Takes the oldest item; waits while the buffer is empty.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> T {
        // ANCHOR: Buffer-get — wait for an item, then take the oldest and let one producer know
        self.filled.acquire().await.expect("nobody closes it").forget();
        let mut stock = self.stock.lock().expect("nobody panics while holding the lock");
        let item = stock.items.pop_front().expect("there is an item for each permit");
        stock.counts.taken += 1;
        if let Some(room) = &self.room {
            room.add_permits(1);
        }
        item
        // ANCHOR_END: Buffer-get
    }

    /// The counts of this moment. They add up: what was accepted was dropped, was taken, or is still in the buffer.
    pub fn counts(&self) -> Counts {
        // ANCHOR: Buffer-counts — tell what you have counted
        self.stock.lock().expect("nobody panics while holding the lock").counts
        // ANCHOR_END: Buffer-counts
    }
}
