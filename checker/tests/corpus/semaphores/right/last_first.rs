// part: fetch_all_spawned
// idea: pops the urls off the end of the list, so the last url is fetched first

use std::sync::{Arc, Mutex};

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
    let urls = Arc::new(Mutex::new(urls));
    let fetch = Arc::new(fetch);

    let mut workers = Vec::new();
    for _ in 0..limit.min(count) {
        let (urls, fetch) = (urls.clone(), fetch.clone());
        workers.push(tokio::spawn(async move {
            let mut results = Vec::new();
            loop {
                let (place, next) = {
                    let mut urls = urls.lock().unwrap();
                    let next = urls.pop();
                    (urls.len(), next)
                };
                let Some(url) = next else { return results };
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
