//! Semaphores: so many at a time and no more.

// ANCHOR: imports-collections
use std::collections::VecDeque;
// ANCHOR_END: imports-collections
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
// ANCHOR: imports
use std::sync::{Arc, Mutex};
// ANCHOR_END: imports
use std::task::Poll;
use std::time::Duration;

use tokio::sync::Semaphore;
// ANCHOR: imports-tokio
use tokio::sync::SemaphorePermit;
// ANCHOR_END: imports-tokio
use tokio::task::JoinError;
// ANCHOR: imports-time
use tokio::time::{Instant, sleep_until, timeout};
// ANCHOR_END: imports-time

/// Runs all `futures` in this one task and returns their outputs in order, as Python's `asyncio.gather` does.
///
/// A worked example, and a tool for the first part: tokio's own `join!` takes a fixed number of futures.
///
/// # Cancel safety
/// All `futures` are dropped with this call.
pub async fn gather<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();

    std::future::poll_fn(|cx| {
        for (future, output) in running.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(cx)
            {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;

    outputs.into_iter().flatten().collect()
}

/// Fetches all `urls`, at most `limit` of them at the same time, and returns what came, in the order of `urls`.
///
/// `fetch` is called for a url when its turn comes, not before; whose turn comes first is left open. While urls are left,
/// `limit` fetches are in flight: the next begins as soon as one has ended. `limit` is at least 1.
///
/// # Cancel safety
/// A call that is dropped drops the fetches in flight and begins no more.
pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    // ANCHOR: fetch_all — let each fetch take a permit before it begins, and keep it until it has ended
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        fetch(url).await
    }))
    .await
    // ANCHOR_END: fetch_all
}

/// Like [`fetch_all`], with a task for every fetch: a fetch that panics is an error in its own place and no harm to the
/// others.
///
/// Its permit is free again as soon as it has panicked.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn fetch_all_spawned<U, F, R>(
    urls: Vec<U>,
    limit: usize,
    fetch: F,
) -> Vec<Result<R::Output, JoinError>>
where
    U: Send + 'static,
    F: Fn(U) -> R + Send + Sync + 'static,
    R: Future + Send + 'static,
    R::Output: Send + 'static,
{
    // ANCHOR: fetch_all_spawned — give every fetch a task that owns its permit
    let permits = Arc::new(Semaphore::new(limit));
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (permits, fetch) = (permits.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            let _permit = permits.acquire_owned().await.expect("nobody closes this semaphore");
            fetch(url).await
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await);
    }
    results
    // ANCHOR_END: fetch_all_spawned
}

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

/// Waits up to `patience` for a permit of `limit`, then does `work` with it; or gives up, so that load is shed instead of
/// piling up. Nobody closes `limit`.
///
/// Waits for its permit in line with everybody else who waits for one, and begins as soon as it has it; `patience` is at
/// least 1 ms, counted from the first poll on, and for the wait alone: `work` may take as long as it takes. The permit is
/// kept until `work` has ended. If a permit comes free at the very instant at which the patience ends, either answer is
/// right.
///
/// # Errors
/// [`Busy`] when the patience has passed. Nothing of `work` has happened then.
///
/// # Cancel safety
/// A call that is dropped, wherever it is, leaves `limit` with all of its permits and no more, and so does one that gives
/// up, or whose work panics.
pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    // ANCHOR: try_enter — wait for a permit, but no longer than `patience`, then work
    // `acquire` in a timeout, not `try_acquire` in a loop: only who waits has a place in line, and a wait that is
    // dropped gives the place up (`tokio::sync::Semaphore::acquire` docs).
    let Ok(permit) = timeout(patience, limit.acquire()).await else {
        return Err(Busy);
    };
    // Bound to a name up to the end: dropping it gives it back on every way out, a panic and a cancellation among them.
    let _permit = permit.expect("nobody closes the limit");
    Ok(work.await)
    // ANCHOR_END: try_enter
}

/// Resources that tasks use one at a time and give back: connections, licences, workbenches.
#[derive(Debug)]
pub struct Pool<R> {
    // ANCHOR: Pool-fields — `_yours: std::marker::PhantomData<R>,` The fields are yours. Where are the idle resources, and who waits for one?
    /// A std mutex, not tokio's: nothing is awaited while it is held, and `Drop` cannot await.
    idle: Mutex<Vec<R>>,
    /// A permit for each resource in `idle`, so that those who wait stand in its line, which is fair.
    ///
    /// Not a channel of resources: its one receiver would need a lock around it, to be shared.
    permits: Semaphore,
    // ANCHOR_END: Pool-fields
}

/// A resource of a [`Pool`], for as long as its holder keeps this: it derefs to the resource.
///
/// The resource goes back into the pool when the lease is dropped, in whatever way that happens: at the end of a block,
/// when the holder panics, or when it is cancelled. Whoever waits for one then gets it.
#[derive(Debug)]
pub struct Lease<'pool, R> {
    // ANCHOR: Lease-fields — `_yours: std::marker::PhantomData<&'pool R>,` The fields are yours. What does a lease need to give its resource back?
    pool: &'pool Pool<R>,
    /// `None` in the destructor alone: that has `&mut self`, and cannot move a resource out in any other way.
    resource: Option<R>,
    /// Dropped behind `drop`, as all fields are ("Destructors", Rust reference): whoever it lets in finds the resource.
    _permit: SemaphorePermit<'pool>,
    // ANCHOR_END: Lease-fields
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        // ANCHOR: Lease-deref — the resource, as long as this lease lives
        self.resource.as_ref().expect("it is taken in `drop` alone")
        // ANCHOR_END: Lease-deref
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        // ANCHOR: Lease-deref_mut — the resource, as long as this lease lives
        self.resource.as_mut().expect("it is taken in `drop` alone")
        // ANCHOR_END: Lease-deref_mut
    }
}

// ANCHOR: Lease-drop
/// The one place that every way out goes through: a method to give back would be forgotten by a panic.
impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        // A lock that is taken in the middle of a panic is not poisoned by it (`MutexGuard` in the standard library).
        let mut idle = self.pool.idle.lock().expect("nobody panics while holding the lock");
        idle.extend(self.resource.take());
    }
}
// ANCHOR_END: Lease-drop

impl<R> Pool<R> {
    /// A pool of these resources, all idle. Needs no runtime.
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        // ANCHOR: Pool-new — choose the fields of `Pool` and `Lease`, then begin with all resources idle
        let idle = Vec::from_iter(resources);
        Pool { permits: Semaphore::new(idle.len()), idle: Mutex::new(idle) }
        // ANCHOR_END: Pool-new
    }

    /// Takes an idle resource; waits while there is none. First come, first served; which of the idle ones it is, is left
    /// open. Whoever waits is woken, and never looks at the clock.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing, and the next in line gets its turn.
    pub async fn checkout(&self) -> Lease<'_, R> {
        // ANCHOR: Pool-checkout — wait until a resource is idle, then take it
        let permit = self.permits.acquire().await.expect("nobody closes this semaphore");
        // No `.await` from here on: a call that is dropped has taken both or nothing.
        let resource = self.idle.lock().expect("nobody panics while holding the lock").pop();
        assert!(resource.is_some(), "a permit stands for an idle resource");
        Lease { pool: self, resource, _permit: permit }
        // ANCHOR_END: Pool-checkout
    }
}

/// Lets callers through, at most so many in any stretch of time of a given length.
///
/// After a rest, `limit` callers go at the same instant. But whatever stretch of time of the length `period` one looks at,
/// at most `limit` were let through in it; a stretch has its first instant, and not its last. Time is counted on tokio's
/// clock, [`tokio::time::Instant`].
#[derive(Debug)]
pub struct RateLimiter {
    // ANCHOR: RateLimiter-fields — // The fields are yours. What must it remember of those that it has let through?
    limit: usize,
    period: Duration,
    /// When the last `limit` callers went, the earliest in front: a count and a time would not tell when one more may.
    ///
    /// tokio's mutex, not std's: it is held across a sleep. It is fair, so it is the line, and whoever holds it is next.
    went: tokio::sync::Mutex<VecDeque<Instant>>,
    // ANCHOR_END: RateLimiter-fields
}

impl RateLimiter {
    /// At most `limit` in any `period`. `limit` is at least 1, `period` a whole number of milliseconds, at least 1. Needs
    /// no runtime.
    pub fn new(limit: usize, period: Duration) -> Self {
        // ANCHOR: RateLimiter-new — choose the fields of `RateLimiter`, then begin with nobody let through
        // Without room in advance: a limit may be far more than ever come in a period.
        RateLimiter { limit, period, went: tokio::sync::Mutex::new(VecDeque::new()) }
        // ANCHOR_END: RateLimiter-new
    }

    /// Waits until the caller may go, and no longer: each goes at the first instant at which the rule allows it. Callers
    /// go in the order in which they came.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits counts for nothing: those behind it move up.
    pub async fn acquire(&self) {
        // ANCHOR: RateLimiter-acquire — wait for your turn, then until the rule lets one more through, then remember that you went
        let mut went = self.went.lock().await;
        if went.len() == self.limit {
            sleep_until(went[0] + self.period).await;
            // Only now: a call that is dropped in its sleep leaves everything as it was.
            went.pop_front();
        }
        // Not the instant that it was due at: after a rest that is long past, and a timer may fire late.
        went.push_back(Instant::now());
        // ANCHOR_END: RateLimiter-acquire
    }
}
