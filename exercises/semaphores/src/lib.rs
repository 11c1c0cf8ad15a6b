//! Semaphores: so many at a time and no more.

use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinError;

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
    todo!("let each fetch take a permit before it begins, and keep it until it has ended")
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
    todo!("give every fetch a task that owns its permit")
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
    todo!("wait for a permit, but no longer than `patience`, then work")
}

/// Resources that tasks use one at a time and give back: connections, licences, workbenches.
#[derive(Debug)]
pub struct Pool<R> {
    _yours: std::marker::PhantomData<R>, // The fields are yours. Where are the idle resources, and who waits for one?
}

/// A resource of a [`Pool`], for as long as its holder keeps this: it derefs to the resource.
///
/// The resource goes back into the pool when the lease is dropped, in whatever way that happens: at the end of a block,
/// when the holder panics, or when it is cancelled. Whoever waits for one then gets it.
#[derive(Debug)]
pub struct Lease<'pool, R> {
    _yours: std::marker::PhantomData<&'pool R>, // The fields are yours. What does a lease need to give its resource back?
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        todo!("the resource, as long as this lease lives")
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        todo!("the resource, as long as this lease lives")
    }
}

impl<R> Pool<R> {
    /// A pool of these resources, all idle. Needs no runtime.
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        todo!("choose the fields of `Pool` and `Lease`, then begin with all resources idle")
    }

    /// Takes an idle resource; waits while there is none. First come, first served; which of the idle ones it is, is left
    /// open. Whoever waits is woken, and never looks at the clock.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing, and the next in line gets its turn.
    pub async fn checkout(&self) -> Lease<'_, R> {
        todo!("wait until a resource is idle, then take it")
    }
}

/// Lets callers through, at most so many in any stretch of time of a given length.
///
/// After a rest, `limit` callers go at the same instant. But whatever stretch of time of the length `period` one looks at,
/// at most `limit` were let through in it; a stretch has its first instant, and not its last. Time is counted on tokio's
/// clock, [`tokio::time::Instant`].
#[derive(Debug)]
pub struct RateLimiter {
    // The fields are yours. What must it remember of those that it has let through?
}

impl RateLimiter {
    /// At most `limit` in any `period`. `limit` is at least 1, `period` a whole number of milliseconds, at least 1. Needs
    /// no runtime.
    pub fn new(limit: usize, period: Duration) -> Self {
        todo!("choose the fields of `RateLimiter`, then begin with nobody let through")
    }

    /// Waits until the caller may go, and no longer: each goes at the first instant at which the rule allows it. Callers
    /// go in the order in which they came.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits counts for nothing: those behind it move up.
    pub async fn acquire(&self) {
        todo!("wait for your turn, then until the rule lets one more through, then remember that you went")
    }
}
