// part: first_of
// wrote: `select!` with the first two events, which is all that the macro lets one write down
// cause: the list can have one event or five: `events[1]` may not exist, and nobody waits for `events[2]`.

use std::sync::Arc;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    tokio::select! {
        biased;
        _ = events[0].wait() => 0,
        _ = events[1].wait() => 1,
    }
}
