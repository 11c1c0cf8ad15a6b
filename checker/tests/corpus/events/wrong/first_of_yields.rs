// part: first_of
// mistake: looks at all of them, yields, and looks again
// diagnosis: busy waiting
// breaks: "Waits until one of `events` is set": the call is always ready, so that virtual time never moves; a setter that sleeps until 10 ms never comes

use crate::Event;

use std::sync::Arc;

use tokio::task::yield_now;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    loop {
        if let Some(place) = events.iter().position(|event| event.is_set()) {
            return place;
        }
        yield_now().await;
    }
}
