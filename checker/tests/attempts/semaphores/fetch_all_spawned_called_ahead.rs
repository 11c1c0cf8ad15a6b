// part: fetch_all_spawned
// wrote: made the futures first and gave them to the tasks, since a coroutine does nothing before it is awaited
// cause: `fetch(url)` is called for all urls in your loop; it is to be called when its turn comes, in the task.

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
        let fetching = fetch(url);
        let semaphore = Arc::clone(&semaphore);
        handles.push(tokio::spawn(async move {
            let _permit = semaphore.acquire().await.unwrap();
            fetching.await
        }));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await);
    }
    results
}
