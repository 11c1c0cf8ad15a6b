// part: get_within
// mistake: looks at "closed" first, whatever is left in the queue
// diagnosis: closed too early
// breaks: "Ok(None) when the queue is empty and closed": put, close, get_within: Ok(None) instead of the item

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let next = async { self.outlet.lock().await.recv().await };
        select! {
            biased;
            () = self.until_closed() => Ok(None),
            item = next => Ok(item),
            () = sleep(limit) => Err(TimedOut),
        }
    }
}
