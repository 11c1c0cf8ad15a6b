// part: fetch_all_spawned
// wrote: spawned each fetch and pushed its awaited result in the same loop
// cause: your loop awaits each task before it spawns the next: one fetch at a time, whatever `limit` is.

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
    let mut results = Vec::with_capacity(urls.len());
    for url in urls {
        let fetch = fetch.clone();
        let permit = semaphore.clone().acquire_owned().await.unwrap();
        let result = tokio::spawn(async move {
            let _permit = permit;
            fetch(url).await
        })
        .await;
        results.push(result);
    }
    results
}
