// part: fetch_all
// mistake: forgets the permit, so that nobody gets it after the fetch
// diagnosis: permit leaked

use crate::gather;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        permits.acquire().await.expect("nobody closes this semaphore").forget();
        fetch(url).await
    }))
    .await
}
