// part: put_within
// mistake: waits as `put` does, and takes no notice of the limit
// diagnosis: timeout around the wrong future
// breaks: "waits for room no longer than limit": full, put_within(1 ms): it waits for ever

use super::*;

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    /// The queue was full for as long as the limit lasts.
    TimedOut(T),
    /// The queue is closed.
    Closed(T),
}

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        // The limit is for those who are in a hurry.
        let _ = limit;
        self.put(item).await.map_err(|Closed(item)| NotPut::Closed(item))
    }
}
