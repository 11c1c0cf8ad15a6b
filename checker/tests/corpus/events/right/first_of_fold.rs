// part: first_of
// idea: a chain of selects, folded from the end of the list

use crate::Event;

use std::pin::Pin;
use std::sync::Arc;

pub async fn first_of(events: &[Arc<Event>]) -> usize {
    let nobody: Pin<Box<dyn Future<Output = usize> + Send>> = Box::pin(std::future::pending());
    events
        .iter()
        .enumerate()
        .rev()
        .fold(nobody, |later, (place, event)| {
            let event = event.clone();
            Box::pin(async move {
                tokio::select! {
                    biased;
                    () = event.wait() => place,
                    place = later => place,
                }
            })
        })
        .await
}
