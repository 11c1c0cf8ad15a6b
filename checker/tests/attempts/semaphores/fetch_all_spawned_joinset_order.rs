// part: fetch_all_spawned
// wrote: a `JoinSet` and `join_next`, the newest thing in the docs
// cause: `join_next` gives the results in the order in which the fetches end, not in that of `urls`.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinSet};

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
    let mut set = JoinSet::new();
    for url in urls {
        let (semaphore, fetch) = (semaphore.clone(), fetch.clone());
        set.spawn(async move {
            let _permit = semaphore.acquire().await.unwrap();
            fetch(url).await
        });
    }
    let mut results = Vec::new();
    while let Some(result) = set.join_next().await {
        results.push(result);
    }
    results
}
