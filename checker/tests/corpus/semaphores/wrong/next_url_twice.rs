// part: fetch_all_spawned
// mistake: looks under the lock which url is next, and counts on under the lock again: two may take the same
// diagnosis: stale check
// or: guard dropped too early

use std::sync::Arc;

use tokio::sync::Mutex;
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
    let count = urls.len();
    let urls: Vec<_> = urls.into_iter().map(Some).collect();
    let urls = Arc::new(Mutex::new(urls));
    let next = Arc::new(Mutex::new(0));
    let fetch = Arc::new(fetch);

    let mut workers = Vec::new();
    for _ in 0..limit.min(count) {
        let (urls, next, fetch) = (urls.clone(), next.clone(), fetch.clone());
        workers.push(tokio::spawn(async move {
            let mut results = Vec::new();
            loop {
                let place = *next.lock().await;
                if place >= count {
                    return results;
                }
                *next.lock().await += 1;
                let url = urls.lock().await[place].take().expect("every url is taken once");
                let fetch = fetch.clone();
                results.push((place, tokio::spawn(async move { fetch(url).await }).await));
            }
        }));
    }

    let mut results = Vec::with_capacity(count);
    for worker in workers {
        results.extend(worker.await.expect("a worker does not panic"));
    }
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}
