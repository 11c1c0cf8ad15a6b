// part: fetch_all_spawned
// wrote: `acquire` and `release` by hand: `forget`, and `add_permits` after the fetch
// cause: when the fetch panics, your line `add_permits(1)` is never reached: let the permit's drop give it back.

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
        let (semaphore, fetch) = (semaphore.clone(), fetch.clone());
        handles.push(tokio::spawn(async move {
            semaphore.acquire().await.unwrap().forget();
            let result = fetch(url).await;
            semaphore.add_permits(1);
            result
        }));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await);
    }
    results
}
