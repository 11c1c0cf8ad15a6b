// part: first_of
// idea: a boxed wait for every event, all polled in the order of the list

use crate::Event;

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waits: Vec<_> = events.iter().map(|event| Box::pin(event.wait())).collect();
    poll_fn(|cx| {
        match waits.iter_mut().position(|wait| wait.as_mut().poll(cx).is_ready()) {
            Some(place) => Poll::Ready(place),
            None => Poll::Pending,
        }
    })
    .await
}
