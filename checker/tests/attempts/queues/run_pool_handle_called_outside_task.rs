// part: run_pool
// wrote: a task for each handler's future, to catch its panic, but the call itself stands in the worker
// cause: `handle(item)` is called in your worker, before the spawn: if the call panics, the worker goes down.

use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};

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
    let (tx, rx) = mpsc::channel(capacity);
    let rx = Arc::new(Mutex::new(rx));
    let handle = Arc::new(handle);
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let (rx, handle) = (rx.clone(), handle.clone());
        tasks.push(tokio::spawn(async move {
            let mut settled = Vec::new();
            loop {
                let next = rx.lock().await.recv().await;
                let Some((place, item)) = next else {
                    return settled;
                };
                let outcome = match tokio::spawn(handle(item)).await {
                    Ok(Ok(done)) => Settled::Done(done),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_) => Settled::Panicked,
                };
                settled.push((place, outcome));
            }
        }));
    }
    for (place, item) in items.into_iter().enumerate() {
        tx.send((place, item)).await.ok();
    }
    drop(tx);
    let mut all: Vec<(usize, Settled<R, E>)> = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, outcome)| outcome).collect()
}
