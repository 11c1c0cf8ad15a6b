// part: put_within
// wrote: one `let else` for everything that is not a permit, with `TimedOut`
// cause: your `else` is taken also when the queue is closed while you wait: that is `NotPut::Closed`.

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
        if self.state.lock().unwrap().closed {
            return Err(NotPut::Closed(item));
        }
        let Ok(Ok(permit)) = timeout(limit, self.room.acquire()).await else {
            return Err(NotPut::TimedOut(item));
        };
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(NotPut::Closed(item));
        }
        permit.forget();
        state.items.push_back(item);
        self.ready.add_permits(1);
        Ok(())
    }
}
