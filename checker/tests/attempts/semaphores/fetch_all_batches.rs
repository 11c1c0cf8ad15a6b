// part: fetch_all
// wrote: Fetches in batches of `limit`, a `gather` for each slice of the list.
// cause: The next batch begins when the slowest fetch of this one has ended, though there is room before.
// was: 4
// from: f5, 2/f5

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let mut urls = urls.into_iter();
    let mut out = Vec::new();
    loop {
        let batch: Vec<U> = urls.by_ref().take(limit).collect();
        if batch.is_empty() {
            return out;
        }
        out.extend(gather(batch.into_iter().map(|u| fetch(u))).await);
    }
}
