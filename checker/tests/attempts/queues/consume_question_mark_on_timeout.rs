// part: consume
// wrote: Wrote `timeout(..).await?`, to hand the timeout on.
// cause: The function returns a `Consumed`, no `Result`: name the timeout as a reason to stop, `OutOfPatience`.
// was: 3
// from: 2/c1

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
        let item = timeout(patience, queue.get()).await?;
        match item {
            Some(Some(item)) => match handle(item).await {
                Ok(()) => count += 1,
                Err(e) => return Consumed { count, stopped: Stopped::Failed(e) },
            },
            Some(None) => return Consumed { count, stopped: Stopped::EndSignal },
            None => return Consumed { count, stopped: Stopped::Closed },
        }
    }
}
