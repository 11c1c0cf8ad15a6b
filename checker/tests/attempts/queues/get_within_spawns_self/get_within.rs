// part: get_within
// wrote: a task for the `get`, to be cancelled when the limit is over, like `asyncio.wait_for`
// cause: a task cannot borrow `self`; `timeout` takes the future of `get` as it is, without a task.
// compiles: no

use std::time::Duration;

use tokio::time::timeout;

use super::Queue;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let mut task = tokio::spawn(self.get());
        match timeout(limit, &mut task).await {
            Ok(item) => Ok(item.unwrap()),
            Err(_) => {
                task.abort();
                Err(TimedOut)
            }
        }
    }
}
