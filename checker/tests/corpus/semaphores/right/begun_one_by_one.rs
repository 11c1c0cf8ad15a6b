// part: fetch_all_spawned
// idea: the caller takes the permit and hands it over, and goes on when the task has begun

use std::sync::Arc;

use tokio::sync::{Semaphore, oneshot};
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

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let permit = permits.clone().acquire_owned().await.expect("nobody closes this semaphore");
        let fetch = fetch.clone();
        let (begin, begun) = oneshot::channel();
        tasks.push(tokio::spawn(async move {
            let _permit = permit;
            let fetching = fetch(url);
            let _ = begin.send(());
            fetching.await
        }));
        // An error says that the task has panicked before: that is a result, too.
        let _ = begun.await;
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await);
    }
    results
}
