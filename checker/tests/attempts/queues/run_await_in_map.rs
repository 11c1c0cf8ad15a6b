// part: run
// wrote: `map` with a closure that awaits the handle, as in a list comprehension with `await`
// cause: the closure given to `map` is not async, so no `.await` is allowed in it: write a `for` loop.
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
    let producer = tokio::spawn(producer);
    let handles: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();
    let consumed = handles.into_iter().map(|handle| handle.await).collect();
    queue.close();
    Outcomes { produced: producer.await, consumed }
}
