// part: fetch_all
// mistake: asks again and again whether a place is free, with only a yield in between
// diagnosis: busy waiting

use crate::gather;

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::yield_now;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let running = AtomicUsize::new(0);
    gather(urls.into_iter().map(async |url| {
        while running.load(Ordering::SeqCst) == limit {
            yield_now().await;
        }
        running.fetch_add(1, Ordering::SeqCst);
        let output = fetch(url).await;
        running.fetch_sub(1, Ordering::SeqCst);
        output
    }))
    .await
}
