// part: run_pool
// mistake: makes as many places for the outcomes as the upper bound of `size_hint` says, and what has no place is left out
// diagnosis: wrong output
// breaks: "returns the outcome of every item": items from `std::iter::from_fn`, which has no upper bound: the outcomes of all of them are missing

use std::sync::{Arc, Mutex};

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
    let items = items.into_iter();
    let (at_least, at_most) = items.size_hint();
    let places = at_most.unwrap_or(at_least);
    let outcomes: Arc<Mutex<Vec<Option<Settled<R, E>>>>> =
        Arc::new(Mutex::new((0..places).map(|_| None).collect()));

    let (sender, receiver) = mpsc::channel::<(usize, T)>(capacity);
    let (receiver, handle) = (Arc::new(tokio::sync::Mutex::new(receiver)), Arc::new(handle));
    let mut pool = Vec::with_capacity(workers);
    for _ in 0..workers {
        let (receiver, handle, outcomes) = (receiver.clone(), handle.clone(), outcomes.clone());
        pool.push(tokio::spawn(async move {
            loop {
                let next = receiver.lock().await.recv().await;
                let Some((number, item)) = next else { return };
                let handle = handle.clone();
                let outcome = match tokio::spawn(async move { handle(item).await }).await {
                    Ok(Ok(output)) => Settled::Done(output),
                    Ok(Err(error)) => Settled::Failed(error),
                    Err(_) => Settled::Panicked,
                };
                if let Some(place) = outcomes.lock().unwrap().get_mut(number) {
                    *place = Some(outcome);
                }
            }
        }));
    }

    for numbered in items.enumerate() {
        let _ = sender.send(numbered).await;
    }
    drop(sender);
    for worker in pool {
        worker.await.unwrap();
    }
    // The upper bound may have been too high.
    std::mem::take(&mut *outcomes.lock().unwrap()).into_iter().flatten().collect()
}
