// part: first_of
// wrote: a task for every event, with a loop over `events.iter()`
// cause: `event` in your loop is borrowed from the list, and a task may outlive it: give each an `Arc` of its own.
// compiles: no

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waiting = JoinSet::new();
    for (place, event) in events.iter().enumerate() {
        waiting.spawn(async move {
            event.wait().await;
            place
        });
    }
    waiting.join_next().await.unwrap().unwrap()
}
