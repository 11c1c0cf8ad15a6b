// part: consume
// unwritten: get_within, put_within
// wrote: Wrote this part right; but its own `Queue::close` forgets those who wait in `get`.
// cause: Your `Queue` does not pass its own checks: `close` wakes nobody who waits in `get`. Check `Queue` first.
// was: 1
// from: qbad

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
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
