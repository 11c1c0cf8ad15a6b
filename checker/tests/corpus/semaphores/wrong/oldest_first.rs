// part: fetch_all_spawned
// mistake: waits for the oldest fetch when `limit` are running, although another may have ended before
// diagnosis: limit not used up

use std::collections::VecDeque;
use std::sync::Arc;

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
    let fetch = Arc::new(fetch);

    let mut running = VecDeque::new();
    let mut results = Vec::with_capacity(urls.len());
    for url in urls {
        if running.len() == limit
            && let Some(oldest) = running.pop_front()
        {
            results.push(oldest.await);
        }
        let fetch = fetch.clone();
        running.push_back(tokio::spawn(async move { fetch(url).await }));
    }

    for task in running {
        results.push(task.await);
    }
    results
}
