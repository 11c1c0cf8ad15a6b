// part: run
// mistake: a consumer that panics ends all the other consumers: the set that they are in is aborted
// diagnosis: failure spreads
// breaks: "One that fails or panics does not stop the others": the first of two consumers panics at 40 ms: the other one, which needs 170 ms, is cancelled then

use std::collections::HashMap;
use std::sync::Arc;

use tokio::task::{JoinError, JoinSet};

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
    let mut running = JoinSet::new();
    let places: HashMap<_, _> = consumers
        .into_iter()
        .enumerate()
        .map(|(place, consumer)| (running.spawn(consumer).id(), place))
        .collect();

    let mut consumed: Vec<_> = places.iter().map(|_| None).collect();
    while let Some(ended) = running.join_next_with_id().await {
        let (id, outcome) = match ended {
            Ok((id, output)) => (id, Ok(output)),
            Err(error) => {
                // The work cannot be completed any more.
                running.abort_all();
                (error.id(), Err(error))
            }
        };
        consumed[places[&id]] = Some(outcome);
    }
    queue.close();

    let consumed = consumed.into_iter().map(|outcome| outcome.expect("all have ended")).collect();
    Outcomes { produced: producer.await, consumed }
}
