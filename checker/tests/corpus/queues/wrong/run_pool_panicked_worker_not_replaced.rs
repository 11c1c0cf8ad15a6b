// part: run_pool
// mistake: a panic is noted as the outcome, but nobody takes the place of the worker that died of it
// diagnosis: failure spreads
// or: limit not used up
// breaks: "A handler that panics costs its own item only: the others go on, in as many workers as before": 2 workers, the first item panics at once: from then on one item at a time; with 1 worker the call never returns, or panics

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;
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

struct Shared<T, R, E> {
    items: Mutex<VecDeque<(usize, T)>>,
    outcomes: Mutex<Vec<Option<Settled<R, E>>>>,
    room: Semaphore,
    filled: Semaphore,
}

async fn work<T, H, F, R, E>(shared: Arc<Shared<T, R, E>>, handle: Arc<H>, at: Arc<Mutex<usize>>)
where
    H: Fn(T) -> F,
    F: Future<Output = Result<R, E>>,
{
    loop {
        if let Ok(permit) = shared.filled.acquire().await {
            permit.forget();
        }
        let next = shared.items.lock().unwrap().pop_front();
        let Some((index, item)) = next else { break };
        shared.room.add_permits(1);
        *at.lock().unwrap() = index;
        let outcome = match handle(item).await {
            Ok(result) => Settled::Done(result),
            Err(error) => Settled::Failed(error),
        };
        shared.outcomes.lock().unwrap()[index] = Some(outcome);
    }
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
    let shared = Arc::new(Shared {
        items: Mutex::new(VecDeque::new()),
        outcomes: Mutex::new(Vec::new()),
        room: Semaphore::new(capacity),
        filled: Semaphore::new(0),
    });

    let mut pool = JoinSet::new();
    let mut whereabouts = HashMap::new();
    for _ in 0..workers {
        let at = Arc::new(Mutex::new(0));
        let task = pool.spawn(work(shared.clone(), handle.clone(), at.clone()));
        whereabouts.insert(task.id(), at);
    }

    let items = items.into_iter();
    let feeding = shared.clone();
    let feeder = tokio::spawn(async move {
        for (index, item) in items.enumerate() {
            feeding.room.acquire().await.expect("never closed").forget();
            feeding.outcomes.lock().unwrap().push(None);
            feeding.items.lock().unwrap().push_back((index, item));
            feeding.filled.add_permits(1);
        }
        feeding.filled.close();
    });

    // A worker that panics has its item to answer for.
    while let Some(ended) = pool.join_next_with_id().await {
        if let Err(error) = ended {
            let at = whereabouts.remove(&error.id()).expect("every worker is known");
            let index = *at.lock().unwrap();
            shared.outcomes.lock().unwrap()[index] = Some(Settled::Panicked);
        }
    }
    feeder.await.expect("the items do not panic");
    let outcomes = std::mem::take(&mut *shared.outcomes.lock().unwrap());
    outcomes.into_iter().map(|outcome| outcome.expect("every item was handled")).collect()
}
