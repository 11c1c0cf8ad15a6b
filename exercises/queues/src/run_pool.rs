/// What came of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled<R, E> {
    /// It was handled.
    Done(R),
    /// Its handler said why not.
    Failed(E),
    /// Its handler panicked.
    Panicked,
}

/// Handles all `items` with a pool of `workers`, and returns the outcome of every item, in the order of `items`.
///
/// While items are left, `workers` of them are being handled at the same time: a worker takes the next as soon as it is
/// done with one. Items are begun in the order of `items`. Between `items` and the workers is room for `capacity` of
/// them, which is filled as long as `items` has more; but what is ahead of the workers is bounded: never are more than
/// `workers + capacity + 1` taken from `items` and not handled yet. Both numbers are at least 1.
///
/// A handler that fails or panics, be it in the call or in its future, costs its own item only: the others go on, in as
/// many workers as before. The call returns when every item that was taken has its outcome.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run_pool<T, H, F, R, E>(
    items: impl IntoIterator<Item = T, IntoIter: Send + 'static>,
    workers: usize,
    capacity: usize,
    handle: H,
) -> Vec<Settled<R, E>>
where
    T: Send + 'static,
    H: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<R, E>> + Send + 'static,
    R: Send + 'static,
    E: Send + 'static,
{
    todo!("a bounded queue, a task for each worker, and a place for every outcome")
}
