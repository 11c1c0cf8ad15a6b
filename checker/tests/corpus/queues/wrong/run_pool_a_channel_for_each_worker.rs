// part: run_pool
// mistake: deals the items out: each worker has a channel of its own, item i goes to worker i % workers
// diagnosis: limit not used up
// or: not shared
// breaks: "a worker takes the next as soon as it is done with one": 2 workers, items of 100, 10, 10, 10 ms: the third begins at 100 ms instead of 10 ms (with capacity < workers the channels together also hold more than `capacity`)

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
    let room_each = (capacity / workers).max(1);
    let mut inlets = Vec::new();

    let mut pool = JoinSet::new();
    for _ in 0..workers {
        let (tx, mut rx) = mpsc::channel::<(usize, T)>(room_each);
        inlets.push(tx);
        let (handle, outcomes) = (handle.clone(), outcomes.clone());
        pool.spawn(async move {
            while let Some((index, item)) = rx.recv().await {
                let handle = handle.clone();
                // A task of its own for the item: its panic is an outcome, and the worker goes on.
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(result)) => Settled::Done(result),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_panic) => Settled::Panicked,
                };
                outcomes.lock().unwrap().push((index, outcome));
            }
        });
    }

    for (index, item) in items.into_iter().enumerate() {
        if inlets[index % workers].send((index, item)).await.is_err() {
            break;
        }
    }
    drop(inlets);
    while let Some(worker) = pool.join_next().await {
        worker.expect("a worker does not panic");
    }

    let mut outcomes = std::mem::take(&mut *outcomes.lock().unwrap());
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}
