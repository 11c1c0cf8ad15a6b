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
        let place = self.place();
        let mut item = Some(item);
        let put = poll_fn(|cx| self.poll_put(place.id, cx, &mut item));
        match timeout(limit, put).await {
            Ok(put) => put.map_err(NotPut::Closed),
            Err(_elapsed) => Err(NotPut::TimedOut(item.take().expect("it was not put"))),
        }
    }
}
