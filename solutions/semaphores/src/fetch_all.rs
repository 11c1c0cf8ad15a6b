// REFERENCE
use tokio::sync::Semaphore;

use crate::gather;
// END

/// Fetches all `urls`, at most `limit` of them at the same time, and returns what came, in the order of `urls`.
///
/// `fetch` is called for a url when its turn comes, not before; whose turn comes first is left open. While urls are left,
/// `limit` fetches are in flight: the next begins as soon as one has ended. `limit` is at least 1.
///
/// # Cancel safety
/// A call that is dropped drops the fetches in flight and begins no more.
pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    //| todo!("let each fetch take a permit before it begins, and keep it until it has ended")
    // REFERENCE
    let permits = Semaphore::new(limit);
    gather(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        fetch(url).await
    }))
    .await
    // END
}
