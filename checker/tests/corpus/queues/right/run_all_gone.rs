// part: run
// idea: every consumer has a sender that sends nothing, and the channel ends when the last one has ended

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
    let (alive, mut all_gone) = mpsc::channel::<()>(1);
    let mut tasks = Vec::with_capacity(consumers.len());
    for consumer in consumers {
        let alive = alive.clone();
        tasks.push(tokio::spawn(async move {
            let _alive = alive;
            consumer.await
        }));
    }

    drop(alive);
    let _ = all_gone.recv().await;
    queue.close();

    let produced = producer.await;
    let mut consumed = Vec::with_capacity(tasks.len());
    for task in tasks {
        consumed.push(task.await);
    }
    Outcomes { produced, consumed }
}
