// part: run
// idea: the consumers in a JoinSet, their places by their ids

use crate::Queue;

use std::collections::HashMap;
use std::sync::Arc;

use tokio::task::{JoinError, JoinSet};

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
    let mut consumed: Vec<_> = consumers.iter().map(|_| None).collect();
    let mut tasks = JoinSet::new();
    let mut places = HashMap::new();
    for (place, consumer) in consumers.into_iter().enumerate() {
        places.insert(tasks.spawn(consumer).id(), place);
    }

    while let Some(ended) = tasks.join_next_with_id().await {
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        consumed[places[&id]] = Some(ended.map(|(_, output)| output));
    }
    queue.close();
    let consumed = consumed.into_iter().flatten().collect();
    Outcomes { produced: producer.await, consumed }
}
