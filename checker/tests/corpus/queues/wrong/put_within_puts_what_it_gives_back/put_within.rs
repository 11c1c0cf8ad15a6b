// part: put_within
// mistake: when the time is over the item is put all the same
// diagnosis: wrong reason to stop
// breaks: "It has then put nothing": full, put_within(1 ms): Ok at 1 ms, and an item more than fits goes in when the time is over

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
                // The limit is over, so there must be room.
                self.line.lock().unwrap().items.push_back(item);
                self.filled.add_permits(1);
                return Ok(());
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
