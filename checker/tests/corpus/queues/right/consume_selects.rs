// part: consume
// idea: a biased select! between the next item and a sleep

use crate::{Closed, Queue};

use std::time::Duration;

use tokio::time::sleep;

/// What a consumer has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumed<E> {
    /// How many items were handled without an error.
    pub count: usize,
    /// Why it stopped.
    pub stopped: Stopped<E>,
}

/// Why a consumer stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped<E> {
    /// It got the end signal.
    EndSignal,
    /// The queue was closed, and empty.
    Closed,
    /// Nothing came for as long as its patience lasts.
    OutOfPatience,
    /// It could not handle an item.
    Failed(E),
}

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, mut handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut count = 0;
    loop {
        let next = tokio::select! {
            biased;
            next = queue.get() => next,
            () = sleep(patience) => return Consumed { count, stopped: Stopped::OutOfPatience },
        };
        let Some(signal) = next else {
            return Consumed { count, stopped: Stopped::Closed };
        };
        let Some(item) = signal else {
            return Consumed { count, stopped: Stopped::EndSignal };
        };
        if let Err(error) = handle(item).await {
            return Consumed { count, stopped: Stopped::Failed(error) };
        }
        count += 1;
    }
}
