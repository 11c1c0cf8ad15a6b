// part: run_pool
// wrote: a semaphore with `workers + capacity` permits and a task for each item, since both numbers bound it
// cause: each permit of yours lets a handler run: `workers + capacity` items are handled at once, not `workers`.

use std::sync::Arc;

use tokio::sync::Semaphore;

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
    let room = Arc::new(Semaphore::new(workers + capacity));
    let handle = Arc::new(handle);
    let mut tasks = Vec::new();
    for item in items {
        let permit = Arc::clone(&room).acquire_owned().await.unwrap();
        let handle = Arc::clone(&handle);
        tasks.push(tokio::spawn(async move {
            let _permit = permit;
            handle(item).await
        }));
    }
    let mut settled = Vec::new();
    for task in tasks {
        settled.push(match task.await {
            Ok(Ok(done)) => Settled::Done(done),
            Ok(Err(error)) => Settled::Failed(error),
            Err(_) => Settled::Panicked,
        });
    }
    settled
}
