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
