// part: first_of
// mistake: recursion that forgets to add one to the place in the rest of the list
// diagnosis: wrong output
// or: limit off by one
// breaks: "returns its place among them, counted from 0": three events, the third is set: returns 0

use crate::Event;

use std::pin::Pin;
use std::sync::Arc;

fn first(events: &[Arc<Event>]) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move {
        match events {
            [] => std::future::pending().await,
            [event, rest @ ..] => tokio::select! {
                biased;
                () = event.wait() => 0,
                place = first(rest) => place,
            },
        }
    })
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    first(events).await
}
