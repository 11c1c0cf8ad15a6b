// part: run
// wrote: closed the queue in the loop over the handles, one level too deep
// cause: your `close` stands in the loop: it comes when the first consumer has ended, not the last.

use std::sync::Arc;

use tokio::task::JoinError;

use crate::Queue;

/// What came of a producer and its consumers.
#[derive(Debug)]
pub struct Outcomes<P, C> {
    pub produced: Result<P, JoinError>,
    pub consumed: Vec<Result<C, JoinError>>,
}

pub async fn run<T, P, C>(
    queue: Arc<Queue<T>>,
    producer: P,
    consumers: Vec<C>,
) -> Outcomes<P::Output, C::Output>
where
    P: Future + Send + 'static,
    P::Output: Send + 'static,
    C: Future + Send + 'static,
    C::Output: Send + 'static,
{
    let producer = tokio::spawn(producer);
    let handles: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();
    let mut consumed = Vec::with_capacity(handles.len());
    for handle in handles {
        consumed.push(handle.await);
        queue.close();
    }
    Outcomes { produced: producer.await, consumed }
}
