// part: run_pool
// wrote: the handler right in the worker's loop; a place that stays empty is taken for a panic
// cause: a handler that panics in your worker's loop ends that worker: from then on there is one less.

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
    let outcomes: Arc<Mutex<Vec<Settled<R, E>>>> = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let (rx, handle, outcomes) = (rx.clone(), handle.clone(), outcomes.clone());
        tasks.push(tokio::spawn(async move {
            loop {
                let next = rx.lock().await.recv().await;
                let Some((place, item)) = next else {
                    break;
                };
                let settled = match handle(item).await {
                    Ok(done) => Settled::Done(done),
                    Err(error) => Settled::Failed(error),
                };
                outcomes.lock().unwrap()[place] = settled;
            }
        }));
    }
    drop(rx);
    for (place, item) in items.into_iter().enumerate() {
        outcomes.lock().unwrap().push(Settled::Panicked);
        if tx.send((place, item)).await.is_err() {
            break;
        }
    }
    drop(tx);
    for task in tasks {
        let _ = task.await;
    }
    std::mem::take(&mut *outcomes.lock().unwrap())
}
