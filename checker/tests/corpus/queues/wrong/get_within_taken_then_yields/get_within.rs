// part: get_within
// mistake: takes the item inside the timeout, then lets the producers run before it returns it
// diagnosis: item lost on cancellation
// breaks: "A call that is dropped while it waits has taken nothing: no item is lost": an item is there, a get_within is polled once and dropped: the item is gone, and its room with it

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let wait = async {
            if let Ok(permit) = self.filled.acquire().await {
                permit.forget();
            }
            let item = self.line.lock().unwrap().items.pop_front()?;
            // Let those who wait for room go on first.
            tokio::task::yield_now().await;
            self.room.add_permits(1);
            Some(item)
        };
        timeout(limit, wait).await.map_err(|_elapsed| TimedOut)
    }
}
