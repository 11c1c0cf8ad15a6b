// part: fetch_all_spawned
// mistake: returns the results in the order in which the tasks end
// diagnosis: results in completion order

use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

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
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (permits, fetch) = (permits.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            let _permit = permits.acquire_owned().await.expect("nobody closes this semaphore");
            fetch(url).await
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    std::future::poll_fn(|cx| {
        tasks.retain_mut(|task| match Pin::new(task).poll(cx) {
            Poll::Ready(result) => {
                results.push(result);
                false
            }
            Poll::Pending => true,
        });
        if tasks.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    results
}
