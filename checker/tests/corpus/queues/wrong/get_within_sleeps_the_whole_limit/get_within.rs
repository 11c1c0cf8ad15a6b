// part: get_within
// mistake: when it is empty, sleeps for the limit and then looks again
// diagnosis: time used instead of a signal
// breaks: "Whoever waits is woken, and never looks at the clock": get_within(100 ms) from 0 ms on, an item comes at 30 ms: it is returned at 100 ms

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        if let Some(answer) = self.try_get() {
            return Ok(answer);
        }
        sleep(limit).await;
        self.try_get().ok_or(TimedOut)
    }
}
