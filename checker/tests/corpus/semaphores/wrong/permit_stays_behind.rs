// part: fetch_all_spawned
// mistake: takes the permit before spawning, and does not move it into the task
// diagnosis: permit dropped before the work

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
    let permits = Semaphore::new(limit);
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let fetch = fetch.clone();
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        tasks.push(tokio::spawn(async move { fetch(url).await }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await);
    }
    results
}
