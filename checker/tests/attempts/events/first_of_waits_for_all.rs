// part: first_of
// wrote: tasks that note their place, all of them joined, as with `asyncio.gather`
// cause: `join_all` returns when every event has been set; you are to return at the first of them.

use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut waiting = JoinSet::new();
    for (place, event) in events.iter().cloned().enumerate() {
        let order = Arc::clone(&order);
        waiting.spawn(async move {
            event.wait().await;
            order.lock().unwrap().push(place);
        });
    }
    waiting.join_all().await;
    let order = order.lock().unwrap();
    order[0]
}
