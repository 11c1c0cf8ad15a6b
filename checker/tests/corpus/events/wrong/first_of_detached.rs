// part: first_of
// mistake: a task for every event, and nobody stops the losers
// diagnosis: task not awaited
// or: never closed
// breaks: "when the call has returned, no task that it started goes on, and it holds on to none of them": two events, the second is set at 10 ms, the call returns; one task is alive still, and Arc::strong_count of the first event is one too high

use crate::Event;

use std::sync::Arc;

use tokio::sync::mpsc;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let (tx, mut rx) = mpsc::channel(events.len());
    for (place, event) in events.iter().enumerate() {
        if event.is_set() {
            return place;
        }
        let event = event.clone();
        let tx = tx.clone();
        tokio::spawn(async move {
            event.wait().await;
            let _ = tx.send(place).await;
        });
    }
    let place = rx.recv().await.expect("a sender is in this function");
    // Somebody further in front may be set as well by now.
    (0..place).find(|&earlier| events[earlier].is_set()).unwrap_or(place)
}
