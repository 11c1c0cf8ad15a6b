// part: put_within
// mistake: waits for its turn without a limit, and limits only the wait that comes then
// diagnosis: timeout around the wrong future
// breaks: "waits for room no longer than limit": full; a put waits (has the turn), then put_within(50 ms): it does not come back at 50 ms, but waits until the other put has ended, and 50 ms more

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
        let _turn = self.put_turn.lock().await;
        let room = async {
            loop {
                {
                    let state = self.state.lock().unwrap();
                    if state.closed || state.items.len() < self.capacity {
                        return;
                    }
                }
                self.room.notified().await;
            }
        };
        match timeout(limit, room).await {
            Ok(()) => self.push(item).map_err(NotPut::Closed),
            Err(_elapsed) => Err(NotPut::TimedOut(item)),
        }
    }
}
