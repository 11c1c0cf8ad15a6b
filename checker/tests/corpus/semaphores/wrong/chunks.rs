// part: fetch_all
// mistake: fetches in chunks of `limit`, and each chunk waits for the slowest of the one before
// diagnosis: limit not used up

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let mut urls = urls.into_iter();
    let mut outputs = Vec::with_capacity(urls.len());
    loop {
        let chunk: Vec<_> = urls.by_ref().take(limit).map(&fetch).collect();
        if chunk.is_empty() {
            return outputs;
        }
        outputs.extend(gather(chunk).await);
    }
}
