// part: first_of
// idea: the first of the list against the first of the rest, with a biased select

use crate::Event;

use std::pin::Pin;
use std::sync::Arc;

fn first_from(events: &[Arc<Event>], place: usize) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move {
        match events {
            [] => std::future::pending().await,
            [event, rest @ ..] => tokio::select! {
                biased;
                () = event.wait() => place,
                later = first_from(rest, place + 1) => later,
            },
        }
    })
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    first_from(events, 0).await
}
