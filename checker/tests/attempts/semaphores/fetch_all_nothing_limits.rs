// part: fetch_all
// wrote: Gathers all the fetches at once and leaves the semaphore for later.
// cause: Nothing limits them: `limit` is not used, so all fetches are in flight at once.
// was: 1
// from: f1

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    gather(urls.into_iter().map(|u| fetch(u))).await
}
