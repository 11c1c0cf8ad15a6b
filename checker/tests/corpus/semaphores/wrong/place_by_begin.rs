// part: fetch_all_spawned
// mistake: gives a result the place in which its fetch has begun, and that need not be the place of its url
// diagnosis: results in completion order

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let begun = Arc::new(AtomicUsize::new(0));
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (permits, begun, fetch) = (permits.clone(), begun.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            let _permit = permits.acquire().await.expect("nobody closes this semaphore");
            let place = begun.fetch_add(1, Ordering::SeqCst);
            (place, tokio::spawn(async move { fetch(url).await }).await)
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await.expect("only the fetches may panic"));
    }
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}
