// part: first_of
// mistake: makes new waits in every poll, and drops them, with their wakers, at its end
// diagnosis: lost wake-up
// breaks: "Returns as soon as one of them is set": nothing is set at 0 ms, the second at 10 ms: nobody wakes the call, stuck

use crate::Event;

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    poll_fn(|cx| {
        for (place, event) in events.iter().enumerate() {
            let wait = pin!(event.wait());
            if wait.poll(cx).is_ready() {
                return Poll::Ready(place);
            }
        }
        Poll::Pending
    })
    .await
}
