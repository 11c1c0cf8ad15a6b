// part: run_pool
// wrote: sent all the items first and started the workers afterwards
// cause: your channel is full after `capacity` items, and nobody receives yet: start the workers before you send.

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
    for (place, item) in items.into_iter().enumerate() {
        let _ = tx.send((place, item)).await;
    }
    drop(tx);

    let rx = Arc::new(Mutex::new(rx));
    let handle = Arc::new(handle);
    let mut pool = Vec::new();
    for _ in 0..workers {
        let (rx, handle) = (Arc::clone(&rx), Arc::clone(&handle));
        pool.push(tokio::spawn(async move {
            let mut settled = Vec::new();
            loop {
                let Some((place, item)) = ({ rx.lock().await.recv().await }) else {
                    return settled;
                };
                let handle = Arc::clone(&handle);
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(done)) => Settled::Done(done),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_) => Settled::Panicked,
                };
                settled.push((place, outcome));
            }
        }));
    }
    let mut all: Vec<(usize, Settled<R, E>)> = Vec::new();
    for worker in pool {
        all.extend(worker.await.unwrap());
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, outcome)| outcome).collect()
}
