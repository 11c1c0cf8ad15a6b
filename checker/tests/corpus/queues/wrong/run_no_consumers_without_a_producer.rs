// part: run
// mistake: when the producer panics, the consumers are aborted, as there is nothing left to consume
// diagnosis: failure spreads
// breaks: "One that fails or panics does not stop the others": the producer panics at 40 ms: a consumer that needs 130 ms is cancelled then

use std::pin::pin;
use std::sync::Arc;

use tokio::task::{JoinError, JoinHandle};

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
    let mut producer = tokio::spawn(producer);
    let consumers: Vec<JoinHandle<C::Output>> = consumers.into_iter().map(tokio::spawn).collect();
    let aborts: Vec<_> = consumers.iter().map(|consumer| consumer.abort_handle()).collect();

    let mut consume = pin!(async {
        let mut consumed = Vec::new();
        for consumer in consumers {
            consumed.push(consumer.await);
        }
        queue.close();
        consumed
    });

    tokio::select! {
        consumed = &mut consume => Outcomes { produced: producer.await, consumed },
        produced = &mut producer => {
            if produced.is_err() {
                aborts.iter().for_each(|consumer| consumer.abort());
            }
            Outcomes { produced, consumed: consume.await }
        }
    }
}
