// part: run_pool
// mistake: the buffer is a Vec, pushed and popped at the same end
// diagnosis: not first in, first out
// breaks: "Items are begun in the order of items": workers 1, capacity 2, items 1 to 5: 1, 3, 4, 5, 2 or the like

use std::collections::HashMap;
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
    let mut items = items.into_iter().enumerate().fuse();
    let mut waiting = Vec::new();
    let mut running = JoinSet::new();
    let mut index_of = HashMap::new();
    let mut outcomes: Vec<Option<Settled<R, E>>> = Vec::new();
    loop {
        loop {
            while running.len() < workers {
                let Some((index, item)) = waiting.pop().or_else(|| items.next()) else { break };
                let handle = handle.clone();
                let task = running.spawn(async move { handle(item).await });
                index_of.insert(task.id(), index);
                outcomes.resize_with(outcomes.len().max(index + 1), || None);
            }
            if waiting.len() == capacity {
                break;
            }
            let Some(item) = items.next() else { break };
            waiting.push(item);
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
