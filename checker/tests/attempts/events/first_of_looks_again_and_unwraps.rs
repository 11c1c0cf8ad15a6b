// part: first_of
// wrote: waited until any event is set, then searched for the one that is set, and unwrapped
// cause: by the time you search, a `clear` may have followed: then no event is set and `unwrap` panics.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waiting = JoinSet::new();
    for event in events.iter().cloned() {
        waiting.spawn(async move { event.wait().await });
    }
    waiting.join_next().await;
    waiting.abort_all();
    events.iter().position(|event| event.is_set()).unwrap()
}
