// part: run_pool
// wrote: Followed the compiler's help: `async move` in the loop, with an `Arc` for the queue alone.
// cause: The first worker takes `handle` with it: put it into an `Arc` too, and give each worker a clone of that.
// was: 2
// from: 2/rp2

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
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let queue = queue.clone();
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
