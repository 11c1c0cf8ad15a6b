// part: consume
// wrote: Counts the item when it comes, before the handler has had it.
// cause: `count += 1` comes before `handle(item).await`, which may fail: count what was handled without an error.
// was: 5
// from: c4, 2/c4

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
                count += 1;
                if let Err(e) = handle(item).await {
                    break Stopped::Failed(e);
                }
            }
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
