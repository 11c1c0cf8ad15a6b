// part: put_within
// mistake: asks every 10 ms whether there is room
// diagnosis: busy waiting
// or: time used instead of a signal
// breaks: "Whoever waits is woken, and never looks at the clock": full, put_within(100 ms) from 0 ms on, an item is taken at 15 ms: put ends at 20 ms instead of 15 ms; a close at 15 ms is noticed late too, and a put that came later goes first

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
        let step = Duration::from_millis(10);
        let mut left = limit;
        loop {
            {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(NotPut::Closed(item));
                }
                if let Ok(place) = self.room.try_acquire() {
                    line.items.push_back(item);
                    place.forget();
                    self.filled.add_permits(1);
                    return Ok(());
                }
            }
            if left.is_zero() {
                return Err(NotPut::TimedOut(item));
            }
            let nap = left.min(step);
            sleep(nap).await;
            left -= nap;
        }
    }
}
