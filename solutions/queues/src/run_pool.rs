// REFERENCE
use std::sync::Arc;

use tokio::task::JoinSet;

use crate::Queue;
// END

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
    //| todo!("a bounded queue, a task for each worker, and a place for every outcome")
    // REFERENCE
    let (queue, handle) = (Arc::new(Queue::new(capacity)), Arc::new(handle));
    // A set, not a `Vec` of handles: it aborts the workers when it is dropped, also when `items` panics.
    let mut pool = JoinSet::new();
    for _ in 0..workers {
        let (queue, handle) = (queue.clone(), handle.clone());
        pool.spawn(async move {
            let mut settled = Vec::new();
            while let Some((place, item)) = queue.get().await {
                let handle = handle.clone();
                // A task for each item: a panic ends that, and the worker lives on. The call of `handle` is inside, for
                // it can panic too.
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(output)) => Settled::Done(output),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_panic) => Settled::Panicked,
                };
                settled.push((place, outcome));
            }
            settled
        });
    }
    for item in items.into_iter().enumerate() {
        // Nobody closes the queue before the last item, so it takes all of them.
        let _ = queue.put(item).await;
    }
    queue.close();

    // In the order in which the workers ended; each outcome knows the place of its item.
    let mut settled: Vec<_> = pool.join_all().await.into_iter().flatten().collect();
    settled.sort_unstable_by_key(|(place, _)| *place);
    settled.into_iter().map(|(_, outcome)| outcome).collect()
    // END
}
