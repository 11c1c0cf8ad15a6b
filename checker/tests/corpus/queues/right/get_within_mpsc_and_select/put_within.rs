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
        select! {
            biased;
            () = self.until_closed() => Err(NotPut::Closed(item)),
            place = self.inlet.reserve() => {
                let place = place.expect("the receiver is never closed");
                self.send(place, item).map_err(NotPut::Closed)
            }
            () = sleep(limit) => Err(NotPut::TimedOut(item)),
        }
    }
}
