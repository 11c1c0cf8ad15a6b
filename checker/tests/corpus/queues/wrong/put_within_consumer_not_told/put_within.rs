// part: put_within
// mistake: puts the item, and tells no consumer
// diagnosis: lost wake-up
// breaks: "Puts item at the end of the queue, as put does" and "Whoever waits is woken": a get waits from 0 ms on, put_within at 10 ms: Ok, but the get waits for ever

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
            Err(_elapsed) => return Err(NotPut::TimedOut(item)),
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        line.items.push_back(item);
        place.forget();
        Ok(())
    }
}
