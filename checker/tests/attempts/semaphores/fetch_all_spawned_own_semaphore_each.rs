// part: fetch_all_spawned
// wrote: made the semaphore in the loop, next to where it is used
// cause: each task has a semaphore of its own, so nobody shares a limit: make one, before the loop.

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
    let fetch = Arc::new(fetch);
    let mut handles = Vec::new();
    for url in urls {
        let fetch = fetch.clone();
        handles.push(tokio::spawn(async move {
            let semaphore = Semaphore::new(limit);
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
