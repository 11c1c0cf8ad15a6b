// part: run_pool
// wrote: took `workers` items at a time, spawned them and awaited all of them, then the next lot
// cause: your workers wait for the slowest of each lot: whoever is done is to take the next item at once.

use std::sync::Arc;

/// What came of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled<R, E> {
    Done(R),
    Failed(E),
    Panicked,
}

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
    let handle = Arc::new(handle);
    let mut items = items.into_iter();
    let mut settled = Vec::new();
    loop {
        let mut batch = Vec::new();
        for item in items.by_ref().take(workers) {
            let handle = Arc::clone(&handle);
            batch.push(tokio::spawn(async move { handle(item).await }));
        }
        if batch.is_empty() {
            return settled;
        }
        for task in batch {
            settled.push(match task.await {
                Ok(Ok(done)) => Settled::Done(done),
                Ok(Err(error)) => Settled::Failed(error),
                Err(_) => Settled::Panicked,
            });
        }
    }
}
