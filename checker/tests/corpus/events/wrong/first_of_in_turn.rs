// part: first_of
// mistake: spawns nothing and awaits the first, then the next: only the first is ever waited for
// diagnosis: one after the other
// breaks: "Returns as soon as one of them is set": two events, the second is set at 10 ms, the first at 30 ms: returns at 30 ms

use crate::Event;

use std::sync::Arc;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    for event in events {
        event.wait().await;
        if let Some(place) = events.iter().position(|event| event.is_set()) {
            return place;
        }
    }
    0
}
