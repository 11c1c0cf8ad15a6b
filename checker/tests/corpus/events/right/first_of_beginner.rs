// part: first_of
// idea: a look at all of them first, then the waits in a Vec and a loop with an index: clumsy

use crate::Event;

use std::future::Future;
use std::sync::Arc;
use std::task::Poll;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let mut i = 0;
    while i < events.len() {
        if events[i].is_set() {
            return i;
        }
        i += 1;
    }
    let copies: Vec<Arc<Event>> = events.to_vec();
    let mut waits = Vec::new();
    for event in copies {
        waits.push(Box::pin(async move {
            event.wait().await;
        }));
    }
    let result = std::future::poll_fn(move |cx| {
        let mut found: Option<usize> = None;
        for i in 0..waits.len() {
            if found.is_some() {
                break;
            }
            match waits[i].as_mut().poll(cx) {
                Poll::Ready(()) => found = Some(i),
                Poll::Pending => {}
            }
        }
        if let Some(i) = found {
            return Poll::Ready(i);
        }
        return Poll::Pending;
    })
    .await;
    result
}
