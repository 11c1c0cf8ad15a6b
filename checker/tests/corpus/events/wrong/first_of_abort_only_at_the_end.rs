// part: first_of
// mistake: the tasks are aborted at the end of the function, which is not reached when the call is dropped
// diagnosis: leaves something behind
// breaks: "A call that is dropped ... leaves nothing behind": dropped at 5 ms while nothing is set: its tasks live on, and the strong counts stay up

use crate::Event;

use std::sync::Arc;

use tokio::sync::mpsc;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut tasks = Vec::new();
    for (place, event) in events.iter().cloned().enumerate() {
        let tx = tx.clone();
        tasks.push(tokio::spawn(async move {
            event.wait().await;
            let _ = tx.send(place);
        }));
    }
    let place = rx.recv().await.expect("a sender is in this function");
    for task in &tasks {
        task.abort();
    }
    for task in tasks {
        let _ = task.await;
    }
    (0..place).find(|&earlier| events[earlier].is_set()).unwrap_or(place)
}
