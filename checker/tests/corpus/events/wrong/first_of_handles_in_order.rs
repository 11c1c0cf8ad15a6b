// part: first_of
// mistake: a task for each of them, but the handles are awaited in the order of the list
// diagnosis: one after the other
// or: wrong reason to stop
// breaks: "Returns as soon as one of them is set": two events, the second is set at 10 ms, the first never: stuck

use crate::Event;

use std::sync::Arc;

use tokio::task::JoinHandle;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    let mut waiters: Vec<JoinHandle<()>> = Vec::new();
    for event in events {
        let event = event.clone();
        waiters.push(tokio::spawn(async move { event.wait().await }));
    }
    let mut place = events.len();
    for (i, waiter) in waiters.into_iter().enumerate() {
        waiter.await.expect("a wait does not panic");
        place = place.min(i);
    }
    (0..place).find(|&i| events[i].is_set()).unwrap_or(place)
}
