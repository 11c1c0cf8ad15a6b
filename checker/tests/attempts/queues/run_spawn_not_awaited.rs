// part: run
// wrote: put the handle of the spawned producer where its outcome belongs
// cause: `tokio::spawn` gives a handle, which is a future: the `Result` is what comes when it is awaited.
// compiles: no

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
    let produced = tokio::spawn(producer);
    let mut consumed = Vec::new();
    for consumer in consumers {
        consumed.push(tokio::spawn(consumer));
    }
    queue.close();
    Outcomes { produced, consumed }
}
