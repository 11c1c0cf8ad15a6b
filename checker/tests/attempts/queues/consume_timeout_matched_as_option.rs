// part: consume
// wrote: Matched what `timeout` gives as if it were the output of `get`, as `wait_for` gives it in Python.
// cause: `timeout` puts a `Result` around the output of `get`: `Ok` of it, or an error when the time is over.
// was: 5
// from: c2

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
            Some(Some(item)) => match handle(item).await {
                Ok(()) => count += 1,
                Err(e) => break Stopped::Failed(e),
            },
            Some(None) => break Stopped::EndSignal,
            None => break Stopped::Closed,
        }
    };
    Consumed { count, stopped }
}
