// part: first_of
// mistake: a select without `biased`: the dice decide between two that are set
// diagnosis: wrong output
// breaks: "it is the first of these in the list": both are set at the beginning: returns 1 in half of the runs

use crate::Event;

use std::pin::Pin;
use std::sync::Arc;

fn first_from(events: &[Arc<Event>], place: usize) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move {
        let Some((event, rest)) = events.split_first() else {
            return std::future::pending().await;
        };
        tokio::select! {
            () = event.wait() => place,
            later = first_from(rest, place + 1) => later,
        }
    })
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    first_from(events, 0).await
}
