// part: fetch_all
// mistake: binds the permit to `_`, which drops it at once
// diagnosis: permit dropped before the work

use crate::gather;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        let _ = permits.acquire().await.expect("nobody closes this semaphore");
        fetch(url).await
    }))
    .await
}
