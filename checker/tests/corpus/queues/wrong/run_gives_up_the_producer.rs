// part: run
// mistake: aborts the producer if one of the consumers has panicked
// diagnosis: failure spreads
// breaks: "One that fails or panics does not stop the others": of three consumers one panics; the last of them ends after 170 ms: the producer, which needs 230 ms, is cancelled then

use std::sync::Arc;

use tokio::task::JoinError;

use crate::Queue;

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
    let mut running = Vec::new();
    for consumer in consumers {
        running.push(tokio::spawn(consumer));
    }

    let mut consumed = Vec::new();
    for consumer in running {
        consumed.push(consumer.await);
    }
    queue.close();

    let all_is_well = consumed.iter().all(|outcome| outcome.is_ok());
    if !all_is_well {
        producer.abort();
    }
    Outcomes { produced: producer.await, consumed }
}
