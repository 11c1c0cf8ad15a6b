// part: run_pool
// mistake: takes as many items as the lower bound of `size_hint` says, and leaves the others where they are
// diagnosis: wrong reason to stop
// or: wrong output
// breaks: "Handles all `items`": a source with four items whose `size_hint` is (1, Some(9)): one of them is handled

use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};
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
    let mut items = items.into_iter();
    let (sender, receiver) = mpsc::channel(capacity);
    let receiver = Arc::new(Mutex::new(receiver));
    let handle = Arc::new(handle);

    let mut pool = JoinSet::new();
    for _ in 0..workers {
        pool.spawn(works(receiver.clone(), handle.clone()));
    }

    let count = items.size_hint().0;
    for number in 0..count {
        let Some(item) = items.next() else { break };
        if sender.send((number, item)).await.is_err() {
            break;
        }
    }
    drop(sender);

    let mut outcomes: Vec<_> = pool.join_all().await.into_iter().flatten().collect();
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Works until nothing comes any more, and returns the outcomes of its own items.
async fn works<T, H, F, R, E>(
    receiver: Arc<Mutex<mpsc::Receiver<(usize, T)>>>,
    handle: Arc<H>,
) -> Vec<(usize, Settled<R, E>)>
where
    T: Send + 'static,
    H: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<R, E>> + Send + 'static,
    R: Send + 'static,
    E: Send + 'static,
{
    let mut outcomes = Vec::new();
    loop {
        let received = receiver.lock().await.recv().await;
        let Some((number, item)) = received else { return outcomes };
        let handle = handle.clone();
        let outcome = match tokio::spawn(async move { handle(item).await }).await {
            Ok(Ok(output)) => Settled::Done(output),
            Ok(Err(error)) => Settled::Failed(error),
            Err(_) => Settled::Panicked,
        };
        outcomes.push((number, outcome));
    }
}
