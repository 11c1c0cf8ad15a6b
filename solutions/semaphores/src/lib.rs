//! Semaphores: so many at a time and no more.

use std::pin::Pin;
// ANCHOR: imports
use std::sync::Arc;
// ANCHOR_END: imports
use std::task::Poll;

// ANCHOR: imports-tokio
use tokio::sync::Semaphore;
// ANCHOR_END: imports-tokio
use tokio::task::JoinError;

/// Runs all `futures` in this one task and returns their outputs in order, as Python's `asyncio.gather` does.
///
/// A worked example, and a tool for the first part: tokio's own `join!` takes a fixed number of futures.
///
/// # Cancel safety
/// All `futures` are dropped with this call.
pub async fn gather<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();

    std::future::poll_fn(|cx| {
        for (future, output) in running.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(cx)
            {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;

    outputs.into_iter().flatten().collect()
}

/// Fetches all `urls`, at most `limit` of them at the same time, and returns what came, in the order of `urls`.
///
/// `fetch` is called for a url when its turn comes, not before; whose turn comes first is left open. While urls are left,
/// `limit` fetches are in flight: the next begins as soon as one has ended. `limit` is at least 1.
///
/// # Cancel safety
/// A call that is dropped drops the fetches in flight and begins no more.
pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    // ANCHOR: fetch_all — let each fetch take a permit before it begins, and keep it until it has ended
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        fetch(url).await
    }))
    .await
    // ANCHOR_END: fetch_all
}

/// Like [`fetch_all`], with a task for every fetch: a fetch that panics is an error in its own place and no harm to the
/// others.
///
/// Its permit is free again as soon as it has panicked.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn fetch_all_spawned<U, F, R>(
    urls: Vec<U>,
    limit: usize,
    fetch: F,
) -> Vec<Result<R::Output, JoinError>>
where
    U: Send + 'static,
    F: Fn(U) -> R + Send + Sync + 'static,
    R: Future + Send + 'static,
    R::Output: Send + 'static,
{
    // ANCHOR: fetch_all_spawned — give every fetch a task that owns its permit
    let permits = Arc::new(Semaphore::new(limit));
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (permits, fetch) = (permits.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            let _permit = permits.acquire_owned().await.expect("nobody closes this semaphore");
            fetch(url).await
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await);
    }
    results
    // ANCHOR_END: fetch_all_spawned
}
