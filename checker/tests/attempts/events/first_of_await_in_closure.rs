// part: first_of
// wrote: `position` with a closure that waits, as in a Python generator expression with `await`
// cause: a closure is not async: no `.await` in it; and it would ask one event after the other in any case.
// compiles: no

use std::sync::Arc;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    events
        .iter()
        .position(|event| {
            event.wait().await;
            true
        })
        .unwrap()
}
