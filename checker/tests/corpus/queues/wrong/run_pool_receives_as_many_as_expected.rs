// part: run_pool
// mistake: waits for as many outcomes as the lower bound of `size_hint` says
// diagnosis: task not awaited
// or: wrong output
// breaks: "The call returns when every item that was taken has its outcome": items from a `filter`, whose lower bound is 0: it returns at once, without any outcome

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};

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
    let items = items.into_iter();
    let (expected, _) = items.size_hint();
    let (to_workers, from_feeder) = mpsc::channel::<(usize, T)>(capacity);
    let (done, mut outcomes) = mpsc::unbounded_channel::<(usize, Settled<R, E>)>();
    let (from_feeder, handle) = (Arc::new(Mutex::new(from_feeder)), Arc::new(handle));

    for _ in 0..workers {
        let (from_feeder, handle, done) = (from_feeder.clone(), handle.clone(), done.clone());
        tokio::spawn(async move {
            while let Some((number, item)) = next(&from_feeder).await {
                let handle = handle.clone();
                let settled = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(output)) => Settled::Done(output),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_panic) => Settled::Panicked,
                };
                let _ = done.send((number, settled));
            }
        });
    }
    tokio::spawn(async move {
        for (number, item) in items.enumerate() {
            if to_workers.send((number, item)).await.is_err() {
                break;
            }
        }
    });

    let mut in_order = BTreeMap::new();
    while in_order.len() < expected {
        let Some((number, settled)) = outcomes.recv().await else { break };
        in_order.insert(number, settled);
    }
    in_order.into_values().collect()
}

async fn next<T>(from_feeder: &Mutex<mpsc::Receiver<(usize, T)>>) -> Option<(usize, T)> {
    from_feeder.lock().await.recv().await
}
