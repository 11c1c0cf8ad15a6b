// part: fetch_all_spawned
// mistake: looks for room under the lock for reading, and waits for the one for writing to take it
// diagnosis: stale check
// or: guard dropped too early

use std::sync::Arc;

use tokio::sync::{Notify, RwLock};
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
    let running = Arc::new(RwLock::new(0));
    let ended = Arc::new(Notify::new());
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (running, ended, fetch) = (running.clone(), ended.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            while *running.read().await >= limit {
                ended.notified().await;
            }
            *running.write().await += 1;
            let result = tokio::spawn(async move { fetch(url).await }).await;
            *running.write().await -= 1;
            ended.notify_one();
            result
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await.expect("only the fetches may panic"));
    }
    results
}
