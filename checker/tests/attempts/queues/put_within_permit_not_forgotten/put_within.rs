// part: put_within
// wrote: took a permit of `room`, put the item, and let the permit go at the end, as `async with` does
// cause: your permit is the item's place; it goes back when the call returns, though the item is still in.

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Why an item was not put; here it is again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPut<T> {
    TimedOut(T),
    Closed(T),
}

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        let _room = match timeout(limit, self.room.acquire()).await {
            Ok(Ok(permit)) => permit,
            Ok(Err(_)) => return Err(NotPut::Closed(item)),
            Err(_) => return Err(NotPut::TimedOut(item)),
        };
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(NotPut::Closed(item));
        }
        state.items.push_back(item);
        self.ready.add_permits(1);
        Ok(())
    }
}
