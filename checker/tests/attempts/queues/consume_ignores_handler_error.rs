// part: consume
// wrote: Awaits the handler and does not look at its result, as an exception would come by itself.
// cause: `handle(item).await` gives a `Result`, and nobody looks whether it is an error.
// was: 4
// from: c5

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
            Ok(Some(Some(item))) => {
                let _ = handle(item).await;
                count += 1;
            }
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
