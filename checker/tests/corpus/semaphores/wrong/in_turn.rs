// part: fetch_all_spawned
// mistake: awaits each task right after it was spawned
// diagnosis: one after the other

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
    let permits = Arc::new(Semaphore::new(limit));
    let fetch = Arc::new(fetch);

    let mut results = Vec::with_capacity(urls.len());
    for url in urls {
        let (permits, fetch) = (permits.clone(), fetch.clone());
        let task = tokio::spawn(async move {
            let _permit = permits.acquire_owned().await.expect("nobody closes this semaphore");
            fetch(url).await
        });
        results.push(task.await);
    }
    results
}
