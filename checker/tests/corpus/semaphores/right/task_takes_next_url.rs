// part: fetch_all_spawned
// idea: a task takes the next url when it has a permit, and leaves word which one that was

use std::sync::{Arc, Mutex, OnceLock};

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
    let count = urls.len();
    let permits = Arc::new(Semaphore::new(limit));
    let shared = Arc::new((Mutex::new(urls.into_iter().enumerate()), fetch));

    let mut tasks = Vec::with_capacity(count);
    for _ in 0..count {
        let (permits, shared) = (permits.clone(), shared.clone());
        let taken = Arc::new(OnceLock::new());
        let word = taken.clone();
        let task = tokio::spawn(async move {
            let _permit = permits.acquire_owned().await.expect("nobody closes this semaphore");
            let (urls, fetch) = &*shared;
            let next = urls.lock().unwrap().next();
            let (place, url) = next.expect("there is one for every task");
            let _ = word.set(place);
            fetch(url).await
        });
        tasks.push((taken, task));
    }

    let mut results: Vec<_> = (0..count).map(|_| None).collect();
    for (taken, task) in tasks {
        let result = task.await;
        results[*taken.get().expect("the task has taken a url")] = Some(result);
    }
    results.into_iter().flatten().collect()
}
