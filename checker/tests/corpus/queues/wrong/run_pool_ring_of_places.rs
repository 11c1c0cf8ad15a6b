// part: run_pool
// mistake: has as many places for outcomes as items may be under way, and uses them in turn: one that is slow is overtaken, and another one settles in its place
// diagnosis: results in completion order
// or: wrong output
// breaks: "returns the outcome of every item, in the order of `items`": two workers, capacity 1, and so four places; the first of six items lasts as long as the other five together: the outcome of the fifth stands first

use std::sync::Arc;

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

/// The outcomes that are in order, and behind them those that came before their turn.
struct Ring<O> {
    in_order: Vec<O>,
    ahead: Vec<Option<O>>,
}

impl<O> Ring<O> {
    fn settles(&mut self, number: usize, outcome: O) {
        let size = self.ahead.len();
        self.ahead[number % size] = Some(outcome);
        while let Some(next) = self.ahead[self.in_order.len() % size].take() {
            self.in_order.push(next);
        }
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
    // Never are more items under way.
    let size = workers + capacity + 1;
    let ring = Ring { in_order: Vec::new(), ahead: (0..size).map(|_| None).collect() };
    let ring = Arc::new(std::sync::Mutex::new(ring));

    let (sender, receiver) = mpsc::channel::<(usize, T)>(capacity);
    let receiver = Arc::new(tokio::sync::Mutex::new(receiver));
    let handle = Arc::new(handle);
    let pool: Vec<_> = (0..workers)
        .map(|_| {
            let (receiver, handle, ring) = (receiver.clone(), handle.clone(), ring.clone());
            tokio::spawn(async move {
                loop {
                    let next = receiver.lock().await.recv().await;
                    let Some((number, item)) = next else { break };
                    let handle = handle.clone();
                    let result = tokio::spawn(async move { handle(item).await }).await;
                    let outcome = match result {
                        Ok(Ok(output)) => Settled::Done(output),
                        Ok(Err(error)) => Settled::Failed(error),
                        Err(_panic) => Settled::Panicked,
                    };
                    ring.lock().unwrap().settles(number, outcome);
                }
            })
        })
        .collect();

    for (number, item) in items.into_iter().enumerate() {
        let _ = sender.send((number, item)).await;
    }
    drop(sender);
    for worker in pool {
        worker.await.expect("a worker does not panic");
    }
    let outcomes = std::mem::take(&mut ring.lock().unwrap().in_order);
    outcomes
}
