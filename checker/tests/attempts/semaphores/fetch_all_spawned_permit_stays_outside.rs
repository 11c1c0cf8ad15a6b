// part: fetch_all_spawned
// wrote: `_permit` in the loop, above the spawn, as the body of an `async with`
// cause: the task does not own your `_permit`: it is dropped at the end of each round, while the fetch goes on.

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
    let fetch = Arc::new(fetch);
    let mut handles = Vec::new();
    for url in urls {
        let fetch = fetch.clone();
        let _permit = semaphore.clone().acquire_owned().await.unwrap();
        handles.push(tokio::spawn(async move { fetch(url).await }));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await);
    }
    results
}
