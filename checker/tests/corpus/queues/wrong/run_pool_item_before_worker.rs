// part: run_pool
// mistake: the dispatcher takes an item out of the channel before it has a free worker
// diagnosis: limit off by one
// or: taken ahead of need
// breaks: "never are more than workers + capacity + 1 taken from items and not handled yet": it is one more (one in the hand of the feeder, one in that of the dispatcher)

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
        let Some(item) = rx.recv().await else { break };
        let worker = free.clone().acquire_owned().await.expect("never closed");
        let handle = handle.clone();
        handles.push(tokio::spawn(async move {
            let _worker = worker;
            handle(item).await
        }));
    }

    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match handle.await {
            Ok(Ok(result)) => Settled::Done(result),
            Ok(Err(error)) => Settled::Failed(error),
            Err(_panic) => Settled::Panicked,
        });
    }
    feeder.await.expect("the items do not panic");
    outcomes
}
