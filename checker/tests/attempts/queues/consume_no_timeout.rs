// part: consume
// wrote: Wrote the loop without a timeout first, and gives one reason for every end.
// cause: `patience` is not used: nobody ends the wait when nothing comes.
// was: 2
// from: c1b

use std::time::Duration;

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
    while let Some(Some(item)) = queue.get().await {
        if handle(item).await.is_err() {
            break;
        }
        count += 1;
    }
    Consumed { count, stopped: Stopped::EndSignal }
}
