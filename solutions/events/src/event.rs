// REFERENCE
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;
// END

/// An event that can be set, cleared and set again: Python's `asyncio.Event` for tokio.
///
/// It is sticky: while it is set, nobody waits. Setting an event that is set, or clearing one that is not, changes
/// nothing. Whoever waits is woken, and never looks at the clock.
#[derive(Debug)]
pub struct Event {
    //| // The fields are yours. What must an event remember, and who wakes those who wait?
    // REFERENCE
    set: AtomicBool,
    changed: Notify,
    // END
}

impl Event {
    /// An event that is not set. Needs no runtime.
    pub fn new() -> Self {
        //| todo!("choose the fields of `Event`, then begin with an event that is not set")
        // REFERENCE
        Event { set: AtomicBool::new(false), changed: Notify::new() }
        // END
    }

    /// Sets the event and wakes everybody who waits for it.
    ///
    /// All of them go, even if [`clear`](Event::clear) follows before they get their turn.
    pub fn set(&self) {
        //| todo!("remember that the event is set, then wake everybody who waits")
        // REFERENCE
        self.set.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
        // END
    }

    /// Clears the event: whoever comes from now on waits for the next [`set`](Event::set).
    pub fn clear(&self) {
        //| todo!("remember that the event is not set")
        // REFERENCE
        self.set.store(false, Ordering::SeqCst);
        // END
    }

    /// Whether the event is set.
    pub fn is_set(&self) -> bool {
        //| todo!("say what you remember")
        // REFERENCE
        self.set.load(Ordering::SeqCst)
        // END
    }

    /// Waits until the event is set; returns at once if it is.
    ///
    /// A `set` that comes after this call has begun, that is, has been polled, is never missed.
    ///
    /// # Cancel safety
    /// A call that is dropped takes nothing from the others who wait.
    pub async fn wait(&self) {
        //| todo!("return if the event is set, else wait for the next `set`")
        // REFERENCE
        // Created before the look: a `Notified` counts from its creation on (`tokio::sync::Notify` docs), so a `set`
        // between the look and the wait is not missed.
        let next_set = self.changed.notified();
        if !self.is_set() {
            next_set.await;
        }
        // END
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
