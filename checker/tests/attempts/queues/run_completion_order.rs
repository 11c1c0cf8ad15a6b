// part: run
// wrote: a `JoinSet` for the consumers, and took the outcomes as they come
// cause: `join_next` gives whoever ends first; the outcomes are to stand in the order in which you got the consumers.

use std::sync::Arc;

use tokio::task::{JoinError, JoinSet};

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
    let mut set = JoinSet::new();
    for consumer in consumers {
        set.spawn(consumer);
    }
    let mut consumed = Vec::new();
    while let Some(outcome) = set.join_next().await {
        consumed.push(outcome);
    }
    queue.close();
    Outcomes { produced: producer.await, consumed }
}
