// part: fetch_all_spawned
// idea: a JoinSet in a task of its own, which goes on when the call is dropped

use std::collections::HashMap;
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
    let permits = Arc::new(Semaphore::new(limit));
    let fetch = Arc::new(fetch);

    let fetch_them = async move {
        let mut tasks = JoinSet::new();
        let mut places = HashMap::new();
        for (place, url) in urls.into_iter().enumerate() {
            let (permits, fetch) = (permits.clone(), fetch.clone());
            let task = tasks.spawn(async move {
                let _permit = permits.acquire_owned().await.expect("nobody closes this semaphore");
                fetch(url).await
            });
            places.insert(task.id(), place);
        }

        let mut results: Vec<_> = places.iter().map(|_| None).collect();
        while let Some(ended) = tasks.join_next_with_id().await {
            let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
            results[places[&id]] = Some(ended.map(|(_, output)| output));
        }
        results.into_iter().flatten().collect()
    };
    tokio::spawn(fetch_them).await.expect("only the fetches may panic")
}
