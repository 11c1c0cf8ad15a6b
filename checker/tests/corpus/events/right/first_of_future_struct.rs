// part: first_of
// idea: a future type of its own, with trait objects

use crate::Event;

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

struct FirstOf<'a> {
    waits: Vec<Pin<Box<dyn Future<Output = ()> + Send + 'a>>>,
}

impl<'a> FirstOf<'a> {
    fn new(events: &'a [Arc<Event>]) -> Self {
        let mut waits: Vec<Pin<Box<dyn Future<Output = ()> + Send + 'a>>> = Vec::new();
        for event in events {
            waits.push(Box::pin(event.wait()));
        }
        FirstOf { waits }
    }
}

impl Future for FirstOf<'_> {
    type Output = usize;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        for (place, wait) in self.waits.iter_mut().enumerate() {
            if wait.as_mut().poll(cx).is_ready() {
                return Poll::Ready(place);
            }
        }
        Poll::Pending
    }
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    FirstOf::new(events).await
}
