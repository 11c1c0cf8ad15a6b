// part: run
// wrote: awaited the producer, then closed, then awaited the consumers, in the order in which the data flow
// cause: your producer may wait for room for ever if all consumers have ended: close the queue when they have.

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
    let produced = producer.await;
    queue.close();
    let mut consumed = Vec::new();
    for handle in handles {
        consumed.push(handle.await);
    }
    Outcomes { produced, consumed }
}
