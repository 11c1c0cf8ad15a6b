// part: run
// wrote: spawned each consumer and awaited it in the same round of the loop
// cause: your loop starts the second consumer only when the first has ended: spawn all of them before you await one.

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
    let mut consumed = Vec::new();
    for consumer in consumers {
        consumed.push(tokio::spawn(consumer).await);
    }
    queue.close();
    Outcomes { produced: producer.await, consumed }
}
