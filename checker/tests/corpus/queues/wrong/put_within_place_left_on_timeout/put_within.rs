// part: put_within
// mistake: leaves its place in the line on success and on close, but not when the time is over (or when it is dropped)
// diagnosis: leaves something behind
// or: lost wake-up
// breaks: "who puts next finds the queue as if this call had never been": capacity 1, full; put_within(10 ms) times out, then an item is taken: every later put waits for ever behind the one that has gone

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
        let id = self.new_id();
        let mut item = Some(item);
        let put = timeout(limit, poll_fn(|cx| self.poll_put(id, cx, &mut item))).await;
        match put {
            Ok(put) => {
                self.leave(id);
                put.map_err(NotPut::Closed)
            }
            Err(_elapsed) => Err(NotPut::TimedOut(item.take().expect("it was not put"))),
        }
    }
}
