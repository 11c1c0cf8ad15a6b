// part: first_of
// wrote: took `poll_fn` from the course's `gather`, but makes the `wait` futures anew in each poll
// cause: each of your futures is dropped at the end of the poll in which it was made, and nobody is left to be woken.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use crate::Event;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    std::future::poll_fn(|cx| {
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
