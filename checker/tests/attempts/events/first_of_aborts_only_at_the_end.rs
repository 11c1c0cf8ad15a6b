// part: first_of
// wrote: kept the handles and aborted them before returning, like `task.cancel()` after `asyncio.wait`
// cause: if your call is dropped while it waits, it never comes to the `abort`: the tasks go on without it.

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    let (tx, mut rx) = mpsc::channel(events.len());
    let mut handles = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let (event, tx) = (Arc::clone(event), tx.clone());
        handles.push(tokio::spawn(async move {
            event.wait().await;
            let _ = tx.send(place).await;
        }));
    }
    let first = rx.recv().await.unwrap();
    for handle in handles {
        handle.abort();
    }
    (0..first).find(|place| events[*place].is_set()).unwrap_or(first)
}
