// part: put_within
// mistake: gives the place back when the item is in
// diagnosis: counted as free again
// breaks: "as put does", and a queue has room for `capacity` items: capacity 1, empty: two put_within in a row are both Ok

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
        self.filled.add_permits(1);
        drop(line);
        self.room.add_permits(1);
        Ok(())
    }
}
