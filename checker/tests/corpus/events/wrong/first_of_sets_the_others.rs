// part: first_of
// mistake: sets the other events, so that the tasks that wait for them end
// diagnosis: leaves something behind
// breaks: "The other events stay as they are, for everybody else": the first is set at 10 ms; somebody else who waits for the second goes on at 10 ms

use crate::Event;

use std::sync::Arc;

use tokio::task::JoinSet;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    let mut waiters = JoinSet::new();
    for (place, event) in events.iter().cloned().enumerate() {
        waiters.spawn(async move {
            event.wait().await;
            place
        });
    }
    let place = waiters.join_next().await.expect("there is at least one event").expect("a wait does not panic");
    let winner = (0..place).find(|&earlier| events[earlier].is_set()).unwrap_or(place);
    // Nobody may be left waiting for the others.
    for event in events {
        event.set();
    }
    while waiters.join_next().await.is_some() {}
    winner
}
