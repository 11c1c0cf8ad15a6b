// part: fetch_all
// mistake: fetches one more than `limit` at the same time
// diagnosis: limit off by one

use crate::gather;

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let running = AtomicUsize::new(0);
    let ended = Notify::new();
    gather(urls.into_iter().map(async |url| {
        while running.load(Ordering::SeqCst) > limit {
            ended.notified().await;
        }
        running.fetch_add(1, Ordering::SeqCst);
        let output = fetch(url).await;
        running.fetch_sub(1, Ordering::SeqCst);
        ended.notify_one();
        output
    }))
    .await
}
