// part: run
// mistake: closes the queue when the producer has panicked, though its consumers still use it
// diagnosis: closed too early
// or: failure spreads
// breaks: "When the last consumer has ended ... `queue` is closed": the producer panics; a consumer that puts an item back afterwards, for another one, finds the queue closed

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
    let consumers: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();

    let produces = async {
        let produced = producer.await;
        if produced.is_err() {
            // Nothing comes any more, so nobody has to wait for it.
            queue.close();
        }
        produced
    };
    let consumes = async {
        let mut consumed = Vec::with_capacity(consumers.len());
        for consumer in consumers {
            consumed.push(consumer.await);
        }
        queue.close();
        consumed
    };

    let (produced, consumed) = tokio::join!(produces, consumes);
    Outcomes { produced, consumed }
}
