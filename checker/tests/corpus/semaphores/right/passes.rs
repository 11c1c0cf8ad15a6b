// part: fetch_all
// idea: `limit` passes go round in a channel, and whoever holds one may fetch

use crate::gather;

use tokio::sync::mpsc;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let (give, take) = mpsc::unbounded_channel();
    let take = tokio::sync::Mutex::new(take);
    for _ in 0..limit.min(urls.len()) {
        let _ = give.send(());
    }

    gather(urls.into_iter().map(async |url| {
        take.lock().await.recv().await.expect("this call has a sender");
        let output = fetch(url).await;
        let _ = give.send(());
        output
    }))
    .await
}
