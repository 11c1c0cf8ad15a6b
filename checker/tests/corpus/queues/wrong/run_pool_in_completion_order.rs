// part: run_pool
// mistake: does not sort the outcomes
// diagnosis: results in completion order
// breaks: "in the order of `items`": two workers, the first item takes 100 ms, the second 50 ms: the second outcome stands first

use std::sync::{Arc, Mutex};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// What came of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled<R, E> {
    /// It was handled.
    Done(R),
    /// Its handler said why not.
    Failed(E),
    /// Its handler panicked.
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
    let outcomes = Arc::new(Mutex::new(Vec::new()));
    let (tx, rx) = mpsc::channel::<T>(capacity);
    let rx = Arc::new(tokio::sync::Mutex::new(rx));

    let mut pool = JoinSet::new();
    for _ in 0..workers {
        let (rx, handle, outcomes) = (rx.clone(), handle.clone(), outcomes.clone());
        pool.spawn(async move {
            loop {
                // The guard lives as long as this statement.
                let next = rx.lock().await.recv().await;
                let Some(item) = next else { break };
                let handle = handle.clone();
                // A task of its own for the item: its panic is an outcome, and the worker goes on.
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(result)) => Settled::Done(result),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_panic) => Settled::Panicked,
                };
                outcomes.lock().unwrap().push(outcome);
            }
        });
    }
    drop(rx);

    for item in items {
        if tx.send(item).await.is_err() {
            break;
        }
    }
    drop(tx);
    while let Some(worker) = pool.join_next().await {
        worker.expect("a worker does not panic");
    }

    std::mem::take(&mut *outcomes.lock().unwrap())
}
