// part: put_within
// mistake: takes the place for good, then lets others run before it puts; a limit that ends there keeps the place
// diagnosis: permit leaked
// breaks: "A call that is dropped while it waits has put nothing", and leaves the place to others: full, put_within(17 ms), an item is taken at 17 ms: TimedOut, and the place is gone

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
        let reserved = timeout(limit, async {
            self.room.acquire().await.map_err(|_closed| ())?.forget();
            tokio::task::yield_now().await;
            Ok::<(), ()>(())
        });
        match reserved.await {
            Ok(Ok(())) => {}
            Ok(Err(())) => return Err(NotPut::Closed(item)),
            Err(_elapsed) => return Err(NotPut::TimedOut(item)),
        }
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        line.items.push_back(item);
        self.filled.add_permits(1);
        Ok(())
    }
}
