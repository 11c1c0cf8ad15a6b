// part: run
// mistake: returns the outcomes of the consumers in the order in which they end
// diagnosis: results in completion order

use crate::Queue;
use tokio::task::JoinError;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

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
    let mut consumers: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();

    let mut consumed = Vec::with_capacity(consumers.len());
    poll_fn(|cx| {
        consumers.retain_mut(|consumer| match Pin::new(consumer).poll(cx) {
            Poll::Ready(outcome) => {
                consumed.push(outcome);
                false
            }
            Poll::Pending => true,
        });
        if consumers.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    queue.close();
    Outcomes { produced: producer.await, consumed }
}
