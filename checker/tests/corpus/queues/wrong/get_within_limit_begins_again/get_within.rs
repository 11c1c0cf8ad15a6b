// part: get_within
// mistake: a timeout around each round of the loop
// diagnosis: timeout around the wrong future
// breaks: "waits for one no longer than limit": a get waits first, then get_within(50 ms), both from 0 ms on; an item at 30 ms goes to the get: TimedOut at 80 ms instead of 50 ms

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_get();
        loop {
            if let Some(answer) = self.try_get(&ticket) {
                return Ok(answer);
            }
            timeout(limit, news.changed()).await.map_err(|_elapsed| TimedOut)?.expect("the queue has the sender");
        }
    }
}
