use std::time::Duration;

use crate::Queue;

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

/// Takes items from `queue` and hands them to `handle`, one after the other, until there is a reason to stop.
///
/// The reasons are those of [`Stopped`]. `patience` is how long it waits for one item; the time that `handle` takes does
/// not count. It puts nothing into the queue, and once it has stopped it takes nothing more.
///
/// # Cancel safety
/// A call that is dropped while it waits for an item loses none; one that is dropped while it handles an item loses that.
pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    todo!("wait for an item, but no longer than `patience`, and name every reason to stop")
}
