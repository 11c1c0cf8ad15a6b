// part: get_within
// idea: one poll_fn that looks at the queue first and at the alarm second

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let place = self.place();
        let mut bell = std::pin::pin!(sleep(limit));
        poll_fn(|cx| {
            if let Poll::Ready(item) = self.poll_get(place.id, cx) {
                return Poll::Ready(Ok(item));
            }
            bell.as_mut().poll(cx).map(|()| Err(TimedOut))
        })
        .await
    }
}
