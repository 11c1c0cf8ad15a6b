// part: put_within
// idea: everybody hears of every change; one sleep for the whole loop

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
    pub async fn put_within(&self, mut item: T, limit: Duration) -> Result<(), NotPut<T>> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_put();
        let alarm = sleep(limit);
        tokio::pin!(alarm);
        loop {
            match self.try_put(&ticket, item) {
                Try::Done => return Ok(()),
                Try::Closed(item) => return Err(NotPut::Closed(item)),
                Try::NotYet(back) => item = back,
            }
            tokio::select! {
                _ = news.changed() => {}
                () = &mut alarm => return Err(NotPut::TimedOut(item)),
            }
        }
    }
}
