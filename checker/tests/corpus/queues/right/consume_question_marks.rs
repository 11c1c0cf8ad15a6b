// part: consume
// idea: an inner function handles items for ever, and `?` leaves it with the reason to stop

use crate::{Closed, Queue};

use std::convert::Infallible;
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

async fn handle_all<T, E, H, F>(
    queue: &Queue<Option<T>>,
    patience: Duration,
    mut handle: H,
    count: &mut usize,
) -> Result<Infallible, Stopped<E>>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    loop {
        let got = timeout(patience, queue.get()).await.map_err(|_elapsed| Stopped::OutOfPatience)?;
        let item = got.ok_or(Stopped::Closed)?.ok_or(Stopped::EndSignal)?;
        handle(item).await.map_err(Stopped::Failed)?;
        *count += 1;
    }
}

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut count = 0;
    let Err(stopped) = handle_all(queue, patience, handle, &mut count).await;
    Consumed { count, stopped }
}
