// part: get_within
// idea: everybody hears of every change; one sleep for the whole loop

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_get();
        let alarm = sleep(limit);
        tokio::pin!(alarm);
        loop {
            if let Some(answer) = self.try_get(&ticket) {
                return Ok(answer);
            }
            tokio::select! {
                _ = news.changed() => {}
                () = &mut alarm => return Err(TimedOut),
            }
        }
    }
}
