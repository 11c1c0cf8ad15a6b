// part: put_within
// wrote: when the time is over, put the item nevertheless and take the last one out again for the error
// cause: your call has put something after all: it goes over the capacity, and another's item may be the last.

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
        self.state.lock().unwrap().items.push_back(item);
        match timeout(limit, self.room.acquire()).await {
            Ok(Ok(permit)) => {
                permit.forget();
                self.ready.add_permits(1);
                Ok(())
            }
            late_or_closed => {
                let item = self.state.lock().unwrap().items.pop_back().unwrap();
                if late_or_closed.is_ok() {
                    Err(NotPut::Closed(item))
                } else {
                    Err(NotPut::TimedOut(item))
                }
            }
        }
    }
}
