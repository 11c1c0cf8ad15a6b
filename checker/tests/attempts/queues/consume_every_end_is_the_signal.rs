// part: consume
// wrote: Takes every `Ok` that is no item for the end signal.
// cause: `Ok(None)` is not the end signal: the queue is closed and empty, and that has a reason of its own.
// was: 5
// from: 2/c6

use std::time::Duration;

use tokio::time::timeout;

use crate::Queue;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumed<E> {
    pub count: usize,
    pub stopped: Stopped<E>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped<E> {
    EndSignal,
    Closed,
    OutOfPatience,
    Failed(E),
}

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut handle = handle;
    let mut count = 0;
    let stopped = loop {
        match timeout(patience, queue.get()).await {
            Ok(Some(Some(item))) => match handle(item).await {
                Ok(()) => count += 1,
                Err(e) => break Stopped::Failed(e),
            },
            Ok(_) => break Stopped::EndSignal,
            Err(_) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
