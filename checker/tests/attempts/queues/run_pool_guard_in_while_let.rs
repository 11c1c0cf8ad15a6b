// part: run_pool
// wrote: `while let Some(..) = rx.lock().await.recv().await` around the handling
// cause: the guard made in the head of your `while let` lives to the end of the body, so one worker works at a time.

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
    let (tx, rx) = mpsc::channel::<(usize, T)>(capacity);
    let rx = Arc::new(Mutex::new(rx));
    let handle = Arc::new(handle);
    let mut pool = Vec::new();
    for _ in 0..workers {
        let (rx, handle) = (rx.clone(), handle.clone());
        pool.push(tokio::spawn(async move {
            let mut settled = Vec::new();
            while let Some((place, item)) = rx.lock().await.recv().await {
                let handle = handle.clone();
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(done)) => Settled::Done(done),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_) => Settled::Panicked,
                };
                settled.push((place, outcome));
            }
            settled
        }));
    }
    for pair in items.into_iter().enumerate() {
        let _ = tx.send(pair).await;
    }
    drop(tx);
    let mut all: Vec<(usize, Settled<R, E>)> = Vec::new();
    for worker in pool {
        all.extend(worker.await.unwrap());
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, outcome)| outcome).collect()
}
