// part: first_of
// idea: a task for every event, aborted by a guard on every way out; a last look finds who is first in the list

use crate::Event;

use std::sync::Arc;

use tokio::task::JoinHandle;

struct Tasks(Vec<JoinHandle<()>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    if let Some(place) = events.iter().position(|event| event.is_set()) {
        return place;
    }
    let (tx, mut rx) = tokio::sync::mpsc::unbounded_channel();
    let mut tasks = Tasks(Vec::new());
    for (place, event) in events.iter().cloned().enumerate() {
        let tx = tx.clone();
        tasks.0.push(tokio::spawn(async move {
            event.wait().await;
            let _ = tx.send(place);
        }));
    }
    let place = rx.recv().await.expect("a sender is in this function");
    (0..place).find(|&earlier| events[earlier].is_set()).unwrap_or(place)
}
