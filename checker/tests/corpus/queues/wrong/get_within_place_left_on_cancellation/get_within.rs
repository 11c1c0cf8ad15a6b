// part: get_within
// mistake: leaves its place in the line when it has an answer or the time is over, but not when it is dropped
// diagnosis: lost wake-up
// or: lock never released
// breaks: "A call that is dropped while it waits has taken nothing" and "Whoever waits is woken": a get_within is dropped at 10 ms while it waits; an item that is put afterwards is given to nobody, every get waits for ever behind the one that has gone

use super::*;

/// Nothing came for as long as the limit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl<T> Queue<T> {
    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let id = self.new_id();
        let answer = timeout(limit, poll_fn(|cx| self.poll_get(id, cx))).await;
        self.leave(id);
        answer.map_err(|_elapsed| TimedOut)
    }
}
