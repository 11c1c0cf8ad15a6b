// part: run_pool
// idea: workers catch the panic themselves, poll by poll; every item has a oneshot for its outcome

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::{Mutex, mpsc, oneshot};

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

async fn settle<R, E, F>(begin: impl FnOnce() -> F) -> Settled<R, E>
where
    F: Future<Output = Result<R, E>>,
{
    let Ok(future) = catch_unwind(AssertUnwindSafe(begin)) else {
        return Settled::Panicked;
    };
    let mut future = pin!(future);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(Ok(result))) => Poll::Ready(Settled::Done(result)),
        Ok(Poll::Ready(Err(error))) => Poll::Ready(Settled::Failed(error)),
        Err(_panic) => Poll::Ready(Settled::Panicked),
    })
    .await
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
    type Job<T, R, E> = (T, oneshot::Sender<Settled<R, E>>);
    let (tx, rx) = mpsc::channel::<Job<T, R, E>>(capacity);
    let rx = Arc::new(Mutex::new(rx));
    let handle = Arc::new(handle);
    for _ in 0..workers {
        let rx = rx.clone();
        let handle = handle.clone();
        tokio::spawn(async move {
            loop {
                let job = rx.lock().await.recv().await;
                let Some((item, reply)) = job else { return };
                let _ = reply.send(settle(|| handle(item)).await);
            }
        });
    }

    let mut replies = Vec::new();
    for item in items.into_iter() {
        let (reply, outcome) = oneshot::channel();
        if tx.send((item, reply)).await.is_err() {
            unreachable!("rx lives as long as this call");
        }
        replies.push(outcome);
    }
    drop(tx);
    let mut outcomes = Vec::with_capacity(replies.len());
    for outcome in replies {
        outcomes.push(outcome.await.expect("a worker always replies"));
    }
    outcomes
}
