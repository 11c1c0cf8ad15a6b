// part: run_pool
// mistake: `<=` where the dispatcher asks whether a worker is free
// diagnosis: limit off by one
// breaks: "workers of them are being handled at the same time": workers = 2, items of 100 ms: three begin at 0 ms

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

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
    let mut items = items.into_iter().fuse();
    let mut waiting = VecDeque::new();
    let mut running = JoinSet::new();
    let mut index_of = HashMap::new();
    let mut outcomes: Vec<Option<Settled<R, E>>> = Vec::new();
    let mut begun = 0;
    loop {
        loop {
            while running.len() <= workers {
                let Some(item) = waiting.pop_front().or_else(|| items.next()) else { break };
                let handle = handle.clone();
                let task = running.spawn(async move { handle(item).await });
                index_of.insert(task.id(), begun);
                outcomes.push(None);
                begun += 1;
            }
            if waiting.len() == capacity {
                break;
            }
            let Some(item) = items.next() else { break };
            waiting.push_back(item);
        }
        let Some(ended) = running.join_next_with_id().await else { break };
        let (id, settled) = match ended {
            Ok((id, Ok(result))) => (id, Settled::Done(result)),
            Ok((id, Err(error))) => (id, Settled::Failed(error)),
            Err(error) => (error.id(), Settled::Panicked),
        };
        let index = index_of.remove(&id).expect("every task has an index");
        outcomes[index] = Some(settled);
    }
    outcomes.into_iter().map(|settled| settled.expect("every task has ended")).collect()
}
