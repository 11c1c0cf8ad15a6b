// part: fetch_all_spawned
// wrote: called `fetch` in each task's `async move`, in a loop
// cause: the first round's `async move` takes `fetch` away: put it into an `Arc`, and clone that for each task.
// compiles: no

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinError;

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
    let semaphore = Arc::new(Semaphore::new(limit));
    let mut handles = Vec::new();
    for url in urls {
        let semaphore = semaphore.clone();
        handles.push(tokio::spawn(async move {
            let _permit = semaphore.acquire().await.unwrap();
            fetch(url).await
        }));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await);
    }
    results
}
