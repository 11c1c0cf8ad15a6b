// part: get_within
// mistake: takes a wake-up for an answer: whoever is woken and finds nothing says Ok(None)
// diagnosis: wrong reason to stop
// or: looks again after the signal
// breaks: "Ok(None) when the queue is empty and closed": a get waits first, then get_within(50 ms); an item at 30 ms goes to the get, and get_within returns Ok(None) at 30 ms though the queue is open

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_get();
        if let Some(answer) = self.try_get(&ticket) {
            return Ok(answer);
        }
        match timeout(limit, news.changed()).await {
            Ok(_) => Ok(self.try_get(&ticket).flatten()),
            Err(_elapsed) => Err(TimedOut),
        }
    }
}
