// part: wait_at_most
// mistake: the limit runs in a task of its own, which nobody stops
// diagnosis: leaves something behind
// breaks: "A call that is dropped ... leaves nothing behind": limit 20 ms, dropped at 5 ms: a task sleeps on until 20 ms

use crate::Event;

use std::time::Duration;

use tokio::time::sleep;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    let timer = tokio::spawn(sleep(limit));
    tokio::select! {
        biased;
        () = event.wait() => Ok(()),
        _ = timer => Err(TimedOut),
    }
}
