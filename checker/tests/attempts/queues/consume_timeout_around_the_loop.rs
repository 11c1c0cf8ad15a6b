// part: consume
// wrote: Put one `timeout` around the whole loop.
// cause: Your `timeout` counts from the start of the loop, all items and handlers included: put it around each `get`.
// was: 5
// from: c3, 2/c3

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
    let result = timeout(patience, async {
        loop {
            match queue.get().await {
                Some(Some(item)) => match handle(item).await {
                    Ok(()) => count += 1,
                    Err(e) => return Stopped::Failed(e),
                },
                Some(None) => return Stopped::EndSignal,
                None => return Stopped::Closed,
            }
        }
    })
    .await;
    let stopped = match result {
        Ok(stopped) => stopped,
        Err(_) => Stopped::OutOfPatience,
    };
    Consumed { count, stopped }
}
