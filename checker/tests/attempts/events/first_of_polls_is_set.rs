// part: first_of
// wrote: went round the list with `is_set` and a short sleep, since `select!` takes no list
// cause: a look every millisecond is late, and misses a `set` that is cleared before the next look.

use std::sync::Arc;
use std::time::Duration;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    loop {
        if let Some(place) = events.iter().position(|event| event.is_set()) {
            return place;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
