// part: run
// mistake: closes the queue when a consumer has panicked, though others still work with it
// diagnosis: closed too early
// or: failure spreads
// breaks: "When the last consumer has ended, `queue` is closed", and "One that fails or panics does not stop the others": of two consumers one panics at its first item: from then on the producer can put nothing, and the other one gets `None`

use std::sync::Arc;

use tokio::sync::mpsc;
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
    let (ended, mut ends) = mpsc::unbounded_channel();
    let count = consumers.len();
    for (place, consumer) in consumers.into_iter().enumerate() {
        let ended = ended.clone();
        tokio::spawn(async move {
            let outcome = tokio::spawn(consumer).await;
            let _ = ended.send((place, outcome));
        });
    }
    drop(ended);

    let mut consumed: Vec<_> = (0..count).map(|_| None).collect();
    while let Some((place, outcome)) = ends.recv().await {
        if outcome.is_err() {
            // Something is broken: let everybody come to an orderly end.
            queue.close();
        }
        consumed[place] = Some(outcome);
    }
    queue.close();

    Outcomes { produced: producer.await, consumed: consumed.into_iter().flatten().collect() }
}
