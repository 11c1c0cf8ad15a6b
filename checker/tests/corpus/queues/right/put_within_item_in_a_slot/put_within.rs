// part: put_within
// idea: beginner: the item lies in a slot that the timed block empties only when it has a permit

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
        let slot = Mutex::new(Some(item));
        let result = timeout(limit, async {
            let permit = self.room.acquire().await;
            // No await from here on: either all of it happens or nothing.
            let item = slot.lock().unwrap().take().unwrap();
            match permit {
                Ok(permit) => {
                    let mut line = self.line.lock().unwrap();
                    if line.closed {
                        Err(NotPut::Closed(item))
                    } else {
                        line.items.push_back(item);
                        permit.forget();
                        self.filled.add_permits(1);
                        Ok(())
                    }
                }
                Err(_) => Err(NotPut::Closed(item)),
            }
        })
        .await;
        match result {
            Ok(result) => result,
            Err(_) => {
                let item = slot.lock().unwrap().take().unwrap();
                Err(NotPut::TimedOut(item))
            }
        }
    }
}
