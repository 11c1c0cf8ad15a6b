// part: get_within
// mistake: takes the item, and gives nobody its room
// diagnosis: permit leaked
// or: lost wake-up
// breaks: "Takes the item at the front, as get does": capacity 1; put, get_within, and the next put waits for ever though the queue is empty

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        match timeout(limit, self.filled.acquire()).await {
            Ok(Ok(permit)) => permit.forget(),
            Ok(Err(_closed)) => {}
            Err(_elapsed) => return Err(TimedOut),
        }
        Ok(self.line.lock().unwrap().items.pop_front())
    }
}
