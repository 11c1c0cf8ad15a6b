// part: run
// mistake: closes the queue when the first consumer has ended
// diagnosis: closed too early

use crate::Queue;
use tokio::task::JoinError;

use std::sync::Arc;

/// What came of a producer and its consumers: their outputs, or the panic of those that panicked.
#[derive(Debug)]
pub struct Outcomes<P, C> {
    /// The producer's.
    pub produced: Result<P, JoinError>,
    /// The consumers', in the order in which they were given.
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
    let consumers: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();

    let mut consumed = Vec::with_capacity(consumers.len());
    for consumer in consumers {
        consumed.push(consumer.await);
        queue.close();
    }
    Outcomes { produced: producer.await, consumed }
}
