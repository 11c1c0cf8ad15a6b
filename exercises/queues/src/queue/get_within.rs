use std::time::Duration;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

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
        todo!("wait for an item, but no longer than `limit`")
    }
}
