// part: run_pool
// wrote: Takes as many items as there are workers, runs them to their end, and takes the next batch.
// cause: The next batch begins when the slowest of this one has ended, so workers stand idle and no item waits ahead.
// was: 2
// from: 2/rp6

use std::sync::Arc;

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
    let mut results = Vec::new();
    loop {
        let batch: Vec<T> = items.by_ref().take(workers).collect();
        if batch.is_empty() {
            return results;
        }
        let mut tasks = Vec::new();
        for item in batch {
            let handle = handle.clone();
            tasks.push(tokio::spawn(async move { handle(item).await }));
        }
        for task in tasks {
            results.push(match task.await {
                Ok(Ok(r)) => Settled::Done(r),
                Ok(Err(e)) => Settled::Failed(e),
                Err(_) => Settled::Panicked,
            });
        }
    }
}
