// part: consume
// mistake: counts the item that could not be handled
// diagnosis: counted before it is done

use crate::{Closed, Queue};

use std::time::Duration;

use tokio::time::timeout;

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
    let stopped = loop {
        match timeout(patience, queue.get()).await {
            Ok(Some(Some(item))) => {
                count += 1;
                if let Err(error) = handle(item).await {
                    break Stopped::Failed(error);
                }
            }
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
