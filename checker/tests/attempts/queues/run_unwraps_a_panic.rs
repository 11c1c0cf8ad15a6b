// part: run
// wrote: `Ok(handle.await.unwrap())`, to make the types fit
// cause: the `Err` of a handle is the panic of its task: your `unwrap` panics too, and all the outcomes are lost.

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
    let handles: Vec<_> = consumers.into_iter().map(|c| tokio::spawn(c)).collect();
    let mut consumed = Vec::new();
    for handle in handles {
        consumed.push(Ok(handle.await.unwrap()));
    }
    queue.close();
    Outcomes { produced: Ok(producer.await.unwrap()), consumed }
}
