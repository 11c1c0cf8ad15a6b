// part: get_within
// idea: beginner: limits the wait for the permit only, then pops and gives the room back

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let result = timeout(limit, self.filled.acquire()).await;
        match result {
            Err(_) => return Err(TimedOut),
            Ok(Ok(permit)) => permit.forget(),
            Ok(Err(_)) => {
                // closed: whatever is left may be taken without a permit
            }
        }
        let mut line = self.line.lock().unwrap();
        match line.items.pop_front() {
            Some(item) => {
                self.room.add_permits(1);
                Ok(Some(item))
            }
            None => Ok(None),
        }
    }
}
