// part: first_of
// wrote: a task for each event and a channel for the first answer; dropped the handles
// cause: dropping a handle does not end its task: your other tasks wait on, each with an `Arc` of its event.

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    let (tx, mut rx) = mpsc::unbounded_channel();
    for (place, event) in events.iter().cloned().enumerate() {
        let tx = tx.clone();
        tokio::spawn(async move {
            event.wait().await;
            let _ = tx.send(place);
        });
    }
    let first = rx.recv().await.unwrap();
    // Several may have been set at once: the smallest place wins.
    (0..first).find(|place| events[*place].is_set()).unwrap_or(first)
}
