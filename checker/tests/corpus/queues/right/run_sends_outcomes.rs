// part: run
// idea: a task for each consumer awaits it and sends its outcome, and the queue is closed when all are in

use crate::Queue;
use tokio::task::JoinError;

use std::sync::Arc;

use tokio::sync::mpsc;

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
    let count = consumers.len();
    let (send, mut outcomes) = mpsc::unbounded_channel();
    for (place, consumer) in consumers.into_iter().enumerate() {
        let (consumer, send) = (tokio::spawn(consumer), send.clone());
        tokio::spawn(async move {
            let _ = send.send((place, consumer.await));
        });
    }
    drop(send);

    let mut consumed = Vec::with_capacity(count);
    while let Some(outcome) = outcomes.recv().await {
        consumed.push(outcome);
    }
    queue.close();
    consumed.sort_by_key(|(place, _)| *place);
    Outcomes {
        produced: producer.await,
        consumed: consumed.into_iter().map(|(_, outcome)| outcome).collect(),
    }
}
