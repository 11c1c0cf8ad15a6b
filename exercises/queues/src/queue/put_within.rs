use std::time::Duration;

use super::Queue;

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    /// The queue was full for as long as the limit lasts.
    TimedOut(T),
    /// The queue is closed.
    Closed(T),
}

impl<T> Queue<T> {
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
