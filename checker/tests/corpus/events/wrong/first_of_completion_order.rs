// part: first_of
// mistake: takes whose task ends first, not who is first in the list
// diagnosis: wrong output
// breaks: "If several are set by the time at which this call gets its turn, it is the first of these in the list": in one turn somebody sets 1, then 0: returns 1

use crate::Event;

use std::sync::Arc;

use tokio::task::JoinSet;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waiters = JoinSet::new();
    for (place, event) in events.iter().cloned().enumerate() {
        waiters.spawn(async move {
            event.wait().await;
            place
        });
    }
    let first = waiters.join_next().await.expect("there is at least one event").expect("a wait does not panic");
    waiters.shutdown().await;
    first
}
