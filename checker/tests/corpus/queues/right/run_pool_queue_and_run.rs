// part: run_pool
// idea: the parts that are there already: `run` with one producer and `workers` consumers on a `Queue`

use crate::{Queue, run};

use std::sync::Arc;

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
    let queue = Arc::new(Queue::new(capacity));
    let handle = Arc::new(handle);

    let mut consumers = Vec::new();
    for _ in 0..workers {
        let queue = Arc::clone(&queue);
        let handle = Arc::clone(&handle);
        consumers.push(async move {
            let mut mine = Vec::new();
            while let Some((index, item)) = queue.get().await {
                let handle = Arc::clone(&handle);
                let settled = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(result)) => Settled::Done(result),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_) => Settled::Panicked,
                };
                mine.push((index, settled));
            }
            mine
        });
    }

    let items = items.into_iter();
    let outlet = Arc::clone(&queue);
    let producer = async move {
        for numbered in items.enumerate() {
            if outlet.put(numbered).await.is_err() {
                break;
            }
        }
        outlet.close();
    };

    let outcomes = run(queue, producer, consumers).await;
    let mut all: Vec<(usize, Settled<R, E>)> =
        outcomes.consumed.into_iter().flat_map(|mine| mine.expect("a worker does not panic")).collect();
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, settled)| settled).collect()
}
