// part: first_of
// wrote: a `for` loop that awaits each event and returns the first that comes through
// cause: your loop stands in the first event's `wait` and does not hear of the others at all.

use std::sync::Arc;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    for (place, event) in events.iter().enumerate() {
        event.wait().await;
        return place;
    }
    unreachable!("there is at least one event")
}
