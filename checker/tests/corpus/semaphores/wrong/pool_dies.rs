// part: fetch_all_spawned
// mistake: has `limit` worker tasks, and a fetch that panics ends its worker and the results of that
// diagnosis: failure spreads

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
    let urls = Arc::new(Mutex::new(urls.into_iter().enumerate()));
    let fetch = Arc::new(fetch);

    let mut workers = Vec::new();
    for _ in 0..limit.min(count) {
        let (urls, fetch) = (urls.clone(), fetch.clone());
        workers.push(tokio::spawn(async move {
            let mut outputs = Vec::new();
            loop {
                let next = urls.lock().unwrap().next();
                let Some((place, url)) = next else { return outputs };
                outputs.push((place, fetch(url).await));
            }
        }));
    }

    let mut results: Vec<(usize, Result<R::Output, JoinError>)> = Vec::with_capacity(count);
    for worker in workers {
        match worker.await {
            Ok(outputs) => results.extend(outputs.into_iter().map(|(place, output)| (place, Ok(output)))),
            Err(panic) => results.push((count, Err(panic))),
        }
    }
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}
