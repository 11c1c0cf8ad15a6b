// part: first_of
// mistake: clears the other events, so that the next call begins afresh
// diagnosis: event not sticky
// or: half done when cancelled
// breaks: "The other events stay as they are, for everybody else": both are set; the call returns 0, and the second is not set any more: who comes for it waits

use crate::Event;

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut waits: Vec<_> = events.iter().map(|event| Box::pin(event.wait())).collect();
    let winner = poll_fn(|cx| {
        let ready = waits.iter_mut().position(|wait| wait.as_mut().poll(cx).is_ready());
        ready.map_or(Poll::Pending, Poll::Ready)
    })
    .await;
    for (place, event) in events.iter().enumerate() {
        if place != winner {
            event.clear();
        }
    }
    winner
}
