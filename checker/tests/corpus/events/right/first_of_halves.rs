// part: first_of
// idea: a tree: the left half against the right half

use crate::Event;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Place<'a> = Pin<Box<dyn Future<Output = usize> + Send + 'a>>;

fn search(events: &[Arc<Event>], offset: usize) -> Place<'_> {
    if events.len() == 1 {
        let event = &events[0];
        return Box::pin(async move {
            event.wait().await;
            offset
        });
    }
    let middle = events.len() / 2;
    let (left, right) = events.split_at(middle);
    let mut left = search(left, offset);
    let mut right = search(right, offset + middle);
    Box::pin(async move {
        tokio::select! {
            biased;
            place = &mut left => place,
            place = &mut right => place,
        }
    })
}

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    search(events, 0).await
}
