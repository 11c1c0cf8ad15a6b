//! Events: one task says that something has happened, and any number of tasks wait for it.
//!
//! The first three parts use [`tokio::sync::SetOnce`], an event that is set once and stays set. The last part builds what
//! tokio lacks: an event that can be cleared and set again, as Python's `asyncio.Event` can.

// ANCHOR: imports
use std::sync::atomic::{AtomicBool, Ordering};
// ANCHOR_END: imports
use std::time::Duration;

// ANCHOR: imports-tokio
use tokio::sync::Notify;
// ANCHOR_END: imports-tokio
use tokio::sync::SetOnce;
// ANCHOR: imports-sleep
use tokio::time::sleep;
// ANCHOR_END: imports-sleep

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
