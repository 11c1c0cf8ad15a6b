//! Events: one task says that something has happened, and any number of tasks wait for it.
//!
//! The first three parts use [`tokio::sync::SetOnce`], an event that is set once and stays set. The fourth builds what
//! tokio lacks: an event that can be cleared and set again, as Python's `asyncio.Event` can. The last two wait for such
//! an event with a limit, and for several at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::SetOnce;

/// Waits until `event` is set, then does `work` and returns its output.
///
/// `work` is a future: nothing of it happens before it is awaited. If `event` is set already, `work` begins at once.
///
/// # Cancel safety
/// A call that is dropped while it waits has done nothing of `work` and leaves `event` as it was.
pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    todo!("wait until `event` is set, then do the work")
}

/// Sets `event` when `delay` has passed.
///
/// An event that somebody else has set in the meantime stays set, and that is no error: the call returns when `delay`
/// has passed, as ever.
///
/// # Cancel safety
/// A call that is dropped before `delay` has passed leaves `event` as it was.
pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    todo!("let `delay` pass, then set the event")
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
    todo!("give every waiter, and the setter, a task of its own")
}

/// An event that can be set, cleared and set again: Python's `asyncio.Event` for tokio.
///
/// It is sticky: while it is set, nobody waits. Setting an event that is set, or clearing one that is not, changes
/// nothing. Whoever waits is woken, and never looks at the clock.
#[derive(Debug)]
pub struct Event {
    // The fields are yours. What must an event remember, and who wakes those who wait?
}

impl Event {
    /// An event that is not set. Needs no runtime.
    pub fn new() -> Self {
        todo!("choose the fields of `Event`, then begin with an event that is not set")
    }

    /// Sets the event and wakes everybody who waits for it.
    ///
    /// All of them go, even if [`clear`](Event::clear) follows before they get their turn.
    pub fn set(&self) {
        todo!("remember that the event is set, then wake everybody who waits")
    }

    /// Clears the event: whoever comes from now on waits for the next [`set`](Event::set).
    pub fn clear(&self) {
        todo!("remember that the event is not set")
    }

    /// Whether the event is set.
    pub fn is_set(&self) -> bool {
        todo!("say what you remember")
    }

    /// Waits until the event is set; returns at once if it is.
    ///
    /// A `set` that comes after this call has begun, that is, has been polled, is never missed.
    ///
    /// # Cancel safety
    /// A call that is dropped takes nothing from the others who wait.
    pub async fn wait(&self) {
        todo!("return if the event is set, else wait for the next `set`")
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
    todo!("wait for the event, and give up when the limit has passed")
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
    todo!("wait for all of them at once, and see who is first")
}
