// part: run_pool
// mistake: the outcomes go through a bounded channel that is read only when all items are in
// diagnosis: deadlock
// breaks: "The call returns when every item that was taken has its outcome": with many more items than workers + 2 * capacity everybody waits: the workers for room for their outcomes, the call for room for its item

use std::sync::Arc;

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
    let (done, mut outcomes) = mpsc::channel(capacity);
    let (tx, rx) = mpsc::channel::<(usize, T)>(capacity);
    let rx = Arc::new(tokio::sync::Mutex::new(rx));

    let mut pool = JoinSet::new();
    for _ in 0..workers {
        let (rx, handle, done) = (rx.clone(), handle.clone(), done.clone());
        pool.spawn(async move {
            loop {
                // The guard lives as long as this statement.
                let next = rx.lock().await.recv().await;
                let Some((index, item)) = next else { break };
                let handle = handle.clone();
                // A task of its own for the item: its panic is an outcome, and the worker goes on.
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(result)) => Settled::Done(result),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_panic) => Settled::Panicked,
                };
                if done.send((index, outcome)).await.is_err() {
                    break;
                }
            }
        });
    }
    drop(rx);

    for (index, item) in items.into_iter().enumerate() {
        if tx.send((index, item)).await.is_err() {
            break;
        }
    }
    drop(tx);
    drop(done);
    let mut sorted = Vec::new();
    while let Some(outcome) = outcomes.recv().await {
        sorted.push(outcome);
    }
    sorted.sort_by_key(|(index, _)| *index);
    sorted.into_iter().map(|(_, outcome)| outcome).collect()
}
