// part: run_pool
// wrote: Calls the handler in the worker's own task, and unwraps the workers' handles at the end.
// cause: A handler that panics takes its worker with it, and your `unwrap` then takes the whole call.
// was: 5
// from: 2/rp3

use std::sync::Arc;

use crate::Queue;

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
    let queue = Arc::new(Queue::new(capacity));
    let handle = Arc::new(handle);
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let queue = queue.clone();
        let handle = handle.clone();
        tasks.push(tokio::spawn(async move {
            let mut done = Vec::new();
            while let Some((i, item)) = queue.get().await {
                let settled = match handle(item).await {
                    Ok(r) => Settled::Done(r),
                    Err(e) => Settled::Failed(e),
                };
                done.push((i, settled));
            }
            done
        }));
    }
    for (i, item) in items.into_iter().enumerate() {
        let _ = queue.put((i, item)).await;
    }
    queue.close();
    let mut results = Vec::new();
    for task in tasks {
        results.extend(task.await.unwrap());
    }
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, settled)| settled).collect()
}
