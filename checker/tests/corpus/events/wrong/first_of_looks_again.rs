// part: first_of
// mistake: woken by one of them, it asks which one is set now
// diagnosis: looks again after the signal
// breaks: "Returns as soon as one of them is set": the second is set and cleared at 10 ms in one turn: the call waits on

use crate::Event;

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    loop {
        let mut waits: Vec<_> = events.iter().map(|event| Box::pin(event.wait())).collect();
        poll_fn(|cx| {
            if waits.iter_mut().any(|wait| wait.as_mut().poll(cx).is_ready()) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
        if let Some(place) = events.iter().position(|event| event.is_set()) {
            return place;
        }
    }
}
