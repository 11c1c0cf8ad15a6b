// part: run
// wrote: `drop(queue)` instead of closing it, as a dropped sender or receiver closes an mpsc channel
// cause: you drop one `Arc` of several; the producer has its own, so the queue lives on and is never closed.

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
    let mut handles = Vec::new();
    for consumer in consumers {
        handles.push(tokio::spawn(consumer));
    }
    let mut consumed = Vec::new();
    for handle in handles {
        consumed.push(handle.await);
    }
    drop(queue);
    Outcomes { produced: producer.await, consumed }
}
