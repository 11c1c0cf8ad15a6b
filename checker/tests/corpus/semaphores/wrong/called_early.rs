// part: fetch_all
// mistake: calls `fetch` for every url at the beginning, and takes the permit only to await what came of it
// diagnosis: taken ahead of need

use crate::gather;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        let fetching = fetch(url);
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        fetching.await
    }))
    .await
}
