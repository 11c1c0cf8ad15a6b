// part: first_of
// mistake: goes through the whole list and keeps the last one that is set
// diagnosis: wrong output
// breaks: "it is the first of these in the list": three events, 1 and 2 are set at once: returns 2

use crate::Event;

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waits: Vec<_> = events.iter().map(|event| Box::pin(event.wait())).collect();
    poll_fn(|cx| {
        let mut found = None;
        for (place, wait) in waits.iter_mut().enumerate() {
            if wait.as_mut().poll(cx).is_ready() {
                found = Some(place);
            }
        }
        found.map_or(Poll::Pending, Poll::Ready)
    })
    .await
}
