// part: put_within
// mistake: gives a permit back when the time is over, though it never got one
// diagnosis: counted as free again
// or: limit off by one
// breaks: "who puts next finds the queue as if this call had never been": capacity 1, full; after a put_within(10 ms) that timed out, a second item goes in at once

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
        let place = match timeout(limit, self.room.acquire()).await {
            Ok(Ok(place)) => place,
            Ok(Err(_closed)) => return Err(NotPut::Closed(item)),
            Err(_elapsed) => {
                // The place is free again for somebody else.
                self.room.add_permits(1);
                return Err(NotPut::TimedOut(item));
            }
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        line.items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }
}
