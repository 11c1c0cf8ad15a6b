// part: first_of
// idea: every wait writes its place into one SetOnce; the driver stops as soon as it is set

use crate::Event;

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::SetOnce;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let winner = SetOnce::new();
    let winner = &winner;
    let mut racers: Vec<_> = events
        .iter()
        .enumerate()
        .map(|(place, event)| {
            Box::pin(async move {
                event.wait().await;
                // Who comes second gets an error, and that is fine.
                let _ = winner.set(place);
            })
        })
        .collect();
    poll_fn(|cx| {
        for racer in &mut racers {
            if winner.get().is_none() {
                let _ = racer.as_mut().poll(cx);
            }
        }
        winner.get().copied().map_or(Poll::Pending, Poll::Ready)
    })
    .await
}
