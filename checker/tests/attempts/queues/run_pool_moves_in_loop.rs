// part: run_pool
// wrote: a loop that spawns the workers with `async move`, all of them with the same receiver and handler
// cause: the first worker's `async move` takes `rx` and `handle` away: share both through an `Arc` per worker.
// compiles: no

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
    let (tx, mut rx) = mpsc::channel(capacity);
    let mut handles = Vec::new();
    for _ in 0..workers {
        handles.push(tokio::spawn(async move {
            let mut done = Vec::new();
            while let Some((place, item)) = rx.recv().await {
                done.push((place, handle(item).await));
            }
            done
        }));
    }
    for (place, item) in items.into_iter().enumerate() {
        tx.send((place, item)).await.unwrap();
    }
    drop(tx);
    let mut all = Vec::new();
    for worker in handles {
        all.extend(worker.await.unwrap());
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter()
        .map(|(_, result)| match result {
            Ok(done) => Settled::Done(done),
            Err(error) => Settled::Failed(error),
        })
        .collect()
}
