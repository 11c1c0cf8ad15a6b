// part: run_pool
// mistake: handles `workers` items, waits for all of them, then takes the next ones
// diagnosis: limit not used up
// breaks: "a worker takes the next as soon as it is done with one": 2 workers, items of 100, 20, 20 ms: the third begins at 100 ms instead of 20 ms

use std::sync::Arc;

use tokio::sync::mpsc;

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
    let (tx, mut rx) = mpsc::channel(capacity);
    let items = items.into_iter();
    tokio::spawn(async move {
        for item in items {
            if tx.send(item).await.is_err() {
                break;
            }
        }
    });

    let mut outcomes = Vec::new();
    loop {
        let mut batch = Vec::new();
        while batch.len() < workers {
            let Some(item) = rx.recv().await else { break };
            let handle = handle.clone();
            batch.push(tokio::spawn(async move { handle(item).await }));
        }
        if batch.is_empty() {
            return outcomes;
        }
        for task in batch {
            outcomes.push(match task.await {
                Ok(Ok(result)) => Settled::Done(result),
                Ok(Err(error)) => Settled::Failed(error),
                Err(_panic) => Settled::Panicked,
            });
        }
    }
}
