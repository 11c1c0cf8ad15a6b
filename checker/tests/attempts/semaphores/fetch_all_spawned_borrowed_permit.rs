// part: fetch_all_spawned
// wrote: acquired the permit in the loop and moved it into the task
// cause: the permit of `acquire` borrows `semaphore`, and a task cannot borrow it: use an `Arc` and `acquire_owned`.
// compiles: no

use std::sync::Arc;

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
    let semaphore = Semaphore::new(limit);
    let fetch = Arc::new(fetch);
    let mut handles = Vec::new();
    for url in urls {
        let permit = semaphore.acquire().await.unwrap();
        let fetch = fetch.clone();
        handles.push(tokio::spawn(async move {
            let result = fetch(url).await;
            drop(permit);
            result
        }));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await);
    }
    results
}
