// part: put_within
// mistake: counts those who want a place with those who have one, and does not take that back when the time is over
// diagnosis: permit leaked
// breaks: "who puts next finds the queue as if this call had never been": capacity 1, full; put_within(1 ms) times out, an item is taken: a put waits for ever

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
        // A place for everybody who comes.
        let wanted = Wanted { queue: self, keeps: self.room.available_permits() == 0 };
        let place = match timeout(limit, self.room.acquire()).await {
            Ok(Ok(place)) => {
                let mut wanted = wanted;
                wanted.keeps = false;
                place
            }
            Ok(Err(_closed)) => return Err(NotPut::Closed(item)),
            Err(_elapsed) => return Err(NotPut::TimedOut(item)),
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
