// part: first_of
// mistake: looks at all of them every millisecond
// diagnosis: time used instead of a signal
// breaks: "It never looks at the clock": nothing is ever set, and there is a timer every millisecond; set and clear at 10 ms in one turn is not seen

use crate::Event;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    loop {
        for (place, event) in events.iter().enumerate() {
            if event.is_set() {
                return place;
            }
        }
        sleep(Duration::from_millis(1)).await;
    }
}
