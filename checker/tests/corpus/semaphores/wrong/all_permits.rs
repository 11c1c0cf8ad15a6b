// part: fetch_all
// mistake: lets each fetch acquire all `limit` permits
// diagnosis: limit not used up
// or: one after the other

use crate::gather;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        let _permit = permits.acquire_many(limit as u32).await.expect("nobody closes this semaphore");
        fetch(url).await
    }))
    .await
}
