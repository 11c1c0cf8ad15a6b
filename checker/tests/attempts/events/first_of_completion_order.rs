// part: first_of
// wrote: `JoinSet::join_next` as `asyncio.wait(FIRST_COMPLETED)`, whoever ends first
// cause: if several are set, the first in the list counts, and not the one whose task happens to end first.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waiting = JoinSet::new();
    for (place, event) in events.iter().enumerate() {
        let event = Arc::clone(event);
        waiting.spawn(async move {
            event.wait().await;
            place
        });
    }
    waiting.join_next().await.unwrap().unwrap()
}
