// part: get_within
// wrote: `expect` on the timeout, as an exception that somebody further up will catch
// cause: a limit that passes is an ordinary outcome: `expect` turns it into a panic, and not into `Err(TimedOut)`.

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let item = timeout(limit, self.get()).await.expect("nothing came in time");
        Ok(item)
    }
}
