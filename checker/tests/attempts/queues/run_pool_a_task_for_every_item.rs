// part: run_pool
// wrote: Made a task for every item at once, behind a semaphore, as with `gather` and `asyncio.Semaphore`.
// cause: All `items` are taken at once, one task each; only the handling is limited.
// was: 4
// from: 2/rp5

use std::sync::Arc;

use tokio::sync::Semaphore;

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
    let semaphore = Arc::new(Semaphore::new(workers));
    let handle = Arc::new(handle);
    let mut tasks = Vec::new();
    for item in items {
        let semaphore = semaphore.clone();
        let handle = handle.clone();
        tasks.push(tokio::spawn(async move {
            let _permit = semaphore.acquire().await.unwrap();
            handle(item).await
        }));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(match task.await {
            Ok(Ok(r)) => Settled::Done(r),
            Ok(Err(e)) => Settled::Failed(e),
            Err(_) => Settled::Panicked,
        });
    }
    results
}
