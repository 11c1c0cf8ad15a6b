//! Events: one task says that something has happened, and any number of tasks wait for it.
//!
//! The first three parts use [`tokio::sync::SetOnce`], an event that is set once and stays set. The fourth builds what
//! tokio lacks: an event that can be cleared and set again, as Python's `asyncio.Event` can. The last two wait for such
//! an event with a limit, and for several at once.

// ANCHOR: imports
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
// ANCHOR_END: imports
use std::sync::Arc;
use std::time::Duration;

// ANCHOR: imports-tokio
use tokio::sync::Notify;
// ANCHOR_END: imports-tokio
use tokio::sync::SetOnce;
// ANCHOR: imports-time
use tokio::time::{sleep, timeout};
// ANCHOR_END: imports-time

/// Waits until `event` is set, then does `work` and returns its output.
///
/// `work` is a future: nothing of it happens before it is awaited. If `event` is set already, `work` begins at once.
///
/// # Cancel safety
/// A call that is dropped while it waits has done nothing of `work` and leaves `event` as it was.
pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    // ANCHOR: run_after — wait until `event` is set, then do the work
    event.wait().await;
    work.await
    // ANCHOR_END: run_after
}

/// Sets `event` when `delay` has passed.
///
/// An event that somebody else has set in the meantime stays set, and that is no error: the call returns when `delay`
/// has passed, as ever.
///
/// # Cancel safety
/// A call that is dropped before `delay` has passed leaves `event` as it was.
pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    // ANCHOR: set_after — let `delay` pass, then set the event
    sleep(delay).await;
    // An error says that the event was set before: that is what we want.
    let _ = event.set(());
    // ANCHOR_END: set_after
}

/// Runs all `waiters` and the `setter` at the same time, and returns when the last of them has ended.
///
/// The outputs are those of the waiters, in the order in which the waiters were given, whoever ends first.
///
/// # Panics
/// When one of the waiters or the setter panics, at the latest when all the others have ended.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    // ANCHOR: start_together — give every waiter, and the setter, a task of its own
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    setter.await.expect("the setter panicked");
    outputs
    // ANCHOR_END: start_together
}

/// An event that can be set, cleared and set again: Python's `asyncio.Event` for tokio.
///
/// It is sticky: while it is set, nobody waits. Setting an event that is set, or clearing one that is not, changes
/// nothing. Whoever waits is woken, and never looks at the clock.
#[derive(Debug)]
pub struct Event {
    // ANCHOR: Event-fields — // The fields are yours. What must an event remember, and who wakes those who wait?
    set: AtomicBool,
    changed: Notify,
    // ANCHOR_END: Event-fields
}

impl Event {
    /// An event that is not set. Needs no runtime.
    pub fn new() -> Self {
        // ANCHOR: Event-new — choose the fields of `Event`, then begin with an event that is not set
        Event { set: AtomicBool::new(false), changed: Notify::new() }
        // ANCHOR_END: Event-new
    }

    /// Sets the event and wakes everybody who waits for it.
    ///
    /// All of them go, even if [`clear`](Event::clear) follows before they get their turn.
    pub fn set(&self) {
        // ANCHOR: Event-set — remember that the event is set, then wake everybody who waits
        self.set.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
        // ANCHOR_END: Event-set
    }

    /// Clears the event: whoever comes from now on waits for the next [`set`](Event::set).
    pub fn clear(&self) {
        // ANCHOR: Event-clear — remember that the event is not set
        self.set.store(false, Ordering::SeqCst);
        // ANCHOR_END: Event-clear
    }

    /// Whether the event is set.
    pub fn is_set(&self) -> bool {
        // ANCHOR: Event-is_set — say what you remember
        self.set.load(Ordering::SeqCst)
        // ANCHOR_END: Event-is_set
    }

    /// Waits until the event is set; returns at once if it is.
    ///
    /// A `set` that comes after this call has begun, that is, has been polled, is never missed.
    ///
    /// # Cancel safety
    /// A call that is dropped takes nothing from the others who wait.
    pub async fn wait(&self) {
        // ANCHOR: Event-wait — return if the event is set, else wait for the next `set`
        // Created before the look: a `Notified` counts from its creation on (`tokio::sync::Notify` docs), so a `set`
        // between the look and the wait is not missed.
        let next_set = self.changed.notified();
        if !self.is_set() {
            next_set.await;
        }
        // ANCHOR_END: Event-wait
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

/// Waits until `event` is set, but no longer than `limit`, counted from the first poll on.
///
/// Returns as soon as the event is set, and at once if it is set already. `limit` is at least 1 ms. If the event is set
/// at the very instant at which the limit ends, either answer is right.
///
/// # Errors
/// [`TimedOut`] when the limit has passed and the event was not set meanwhile. The event stays as it is, for everybody
/// else.
///
/// # Cancel safety
/// A call that is dropped takes nothing from the others who wait, and leaves nothing behind; neither does one that has
/// timed out.
pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    // ANCHOR: wait_at_most — wait for the event, and give up when the limit has passed
    // One wait for the whole limit, not a look at its end: an event that is cleared by then was set all the same. And in
    // this task, not in one of its own: when the limit has passed `timeout` drops the wait, and nothing of it is left.
    timeout(limit, event.wait()).await.map_err(|_elapsed| TimedOut)
    // ANCHOR_END: wait_at_most
}

/// Waits until one of `events` is set, and returns its place among them, counted from 0.
///
/// Returns as soon as one of them is set, and at once if one is set already; no `set` is missed because a `clear` follows.
/// If several are set by the time at which this call gets its turn, it is the first of these in the list. There is at
/// least one event in the list. It never looks at the clock.
///
/// The other events stay as they are, for everybody else, and nobody waits for them any more: when the call has returned,
/// every task that it started has ended or is aborted, and it holds on to none of them.
///
/// # Cancel safety
/// A call that is dropped takes nothing from the others who wait, and leaves nothing behind.
pub async fn first_of(events: &[Arc<Event>]) -> usize {
    // ANCHOR: first_of — wait for all of them at once, and see who is first
    // All the waits live in this one future, not in tasks of their own: whatever ends the call drops them, and there is
    // nobody to abort. Boxed, because a future must not move once it was polled (`std::pin` docs).
    let mut waits: Vec<_> = events.iter().map(|event| Box::pin(event.wait())).collect();
    poll_fn(|cx| {
        // Always from the front, so that the first in the list goes first. `select!` begins at a random branch (its docs),
        // and a `JoinSet` gives the task that completed first.
        let first = waits.iter_mut().position(|wait| wait.as_mut().poll(cx).is_ready());
        first.map_or(Poll::Pending, Poll::Ready)
    })
    .await
    // ANCHOR_END: first_of
}
