// part: run_pool
// wrote: Spawned the workers with a plain `async` block, which uses the queue as a closure does in Python.
// cause: A task may outlive this function, so it must own what it uses: an `Arc` for the queue and for `handle`.
// was: 4
// from: 2/rp1

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
    let queue = Queue::new(capacity);
    let mut tasks = Vec::new();
    for _ in 0..workers {
        tasks.push(tokio::spawn(async {
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
