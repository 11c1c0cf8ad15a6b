// part: get_within
// mistake: gives a place back whenever it ends, also when it took nothing
// diagnosis: counted as free again
// or: limit off by one
// breaks: "It has then taken nothing": capacity 3, empty; after two get_within that timed out, five items go in at once

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let got = timeout(limit, async {
            if let Ok(permit) = self.filled.acquire().await {
                permit.forget();
            }
            self.line.lock().unwrap().items.pop_front()
        });
        let got = got.await.map_err(|_elapsed| TimedOut);
        // One place more than before.
        self.room.add_permits(1);
        got
    }
}
