// part: consume
// wrote: Put the handler into the timeout too, one round of the loop in one `async` block.
// cause: Your `timeout` covers `handle(item)` as well, and the time of the handler must not count.
// was: 5
// from: 2/c5

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
    loop {
        let round = timeout(patience, async {
            let item = match queue.get().await {
                Some(Some(item)) => item,
                Some(None) => return Some(Stopped::EndSignal),
                None => return Some(Stopped::Closed),
            };
            match handle(item).await {
                Ok(()) => None,
                Err(e) => Some(Stopped::Failed(e)),
            }
        })
        .await;
        match round {
            Ok(None) => count += 1,
            Ok(Some(stopped)) => return Consumed { count, stopped },
            Err(_) => return Consumed { count, stopped: Stopped::OutOfPatience },
        }
    }
}
