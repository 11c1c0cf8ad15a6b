// part: run_pool
// mistake: an item whose handler panicked has no outcome at all
// diagnosis: panic swallowed
// breaks: "returns the outcome of every item": three items, the second panics: two outcomes

use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

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
    let (tx, mut rx) = mpsc::channel::<T>(capacity);
    let items = items.into_iter();
    let feeder = tokio::spawn(async move {
        for item in items {
            if tx.send(item).await.is_err() {
                break;
            }
        }
    });

    let handle = Arc::new(handle);
    let free = Arc::new(Semaphore::new(workers));
    let mut handles: Vec<JoinHandle<Result<R, E>>> = Vec::new();
    loop {
        // First a free worker, then its item.
        let worker = free.clone().acquire_owned().await.expect("never closed");
        let Some(item) = rx.recv().await else { break };
        let handle = handle.clone();
        handles.push(tokio::spawn(async move {
            let _worker = worker;
            handle(item).await
        }));
    }

    let mut outcomes = Vec::new();
    for handle in handles {
        match handle.await {
            Ok(Ok(result)) => outcomes.push(Settled::Done(result)),
            Ok(Err(error)) => outcomes.push(Settled::Failed(error)),
            Err(error) => eprintln!("a handler panicked: {error}"),
        }
    }
    feeder.await.expect("the items do not panic");
    outcomes
}
