// part: run_pool
// wrote: shared the receiver in a std mutex and awaited `recv` on the guard
// cause: the guard of `rx.lock()` is alive while `recv` is awaited, and a task may not hold a std guard there.
// compiles: no

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
    let rx = Arc::new(Mutex::new(rx));
    let handle = Arc::new(handle);
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let (rx, handle) = (Arc::clone(&rx), Arc::clone(&handle));
        tasks.push(tokio::spawn(async move {
            let mut done = Vec::new();
            loop {
                let next = rx.lock().unwrap().recv().await;
                let Some((place, item)) = next else {
                    return done;
                };
                done.push((place, handle(item).await));
            }
        }));
    }
    for (place, item) in items.into_iter().enumerate() {
        tx.send((place, item)).await.unwrap();
    }
    drop(tx);
    let mut all: Vec<(usize, Result<R, E>)> = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter()
        .map(|(_, result)| match result {
            Ok(done) => Settled::Done(done),
            Err(error) => Settled::Failed(error),
        })
        .collect()
}
