// part: run_pool
// wrote: workers that push each outcome into one shared list
// cause: your list is in the order in which the handlers end; the outcomes are to stand in the order of `items`.

use std::sync::{Arc, Mutex};

use tokio::sync::mpsc;

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
    let rx = Arc::new(tokio::sync::Mutex::new(rx));
    let handle = Arc::new(handle);
    let results = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let (rx, handle, results) = (rx.clone(), handle.clone(), results.clone());
        tasks.push(tokio::spawn(async move {
            loop {
                let next = rx.lock().await.recv().await;
                let Some(item) = next else {
                    break;
                };
                let handle = handle.clone();
                let settled = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(done)) => Settled::Done(done),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_) => Settled::Panicked,
                };
                results.lock().unwrap().push(settled);
            }
        }));
    }
    for item in items {
        let _ = tx.send(item).await;
    }
    drop(tx);
    for task in tasks {
        task.await.unwrap();
    }
    std::mem::take(&mut *results.lock().unwrap())
}
