// part: fetch_all
// mistake: keeps the permit only until the future is made, not until it has ended
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
        let fetching = {
            let _permit = permits.acquire().await.expect("nobody closes this semaphore");
            fetch(url)
        };
        fetching.await
    }))
    .await
}
