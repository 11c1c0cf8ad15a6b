// part: fetch_all_spawned
// mistake: waits for a permit with a url in hand, in a branch of select!, and loses it when a task ends
// diagnosis: item lost on cancellation

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
    let mut results: Vec<_> = urls.iter().map(|_| None).collect();
    let mut urls = urls.into_iter().enumerate();
    let mut tasks = JoinSet::new();
    let mut places = HashMap::new();

    loop {
        let next = async {
            let (place, url) = urls.next()?;
            let permit = permits.clone().acquire_owned().await.ok()?;
            Some((place, url, permit))
        };
        tokio::select! {
            Some((place, url, permit)) = next => {
                let fetch = fetch.clone();
                let task = tasks.spawn(async move {
                    let _permit = permit;
                    fetch(url).await
                });
                places.insert(task.id(), place);
            }
            Some(ended) = tasks.join_next_with_id() => {
                let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
                results[places[&id]] = Some(ended.map(|(_, output)| output));
            }
            else => break,
        }
    }
    results.into_iter().flatten().collect()
}
