// part: fetch_all
// mistake: takes making a future for starting it, and so fetches one after the other
// diagnosis: one after the other

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let permits = Semaphore::new(limit);
    let fetches: Vec<_> = urls
        .into_iter()
        .map(async |url| {
            let _permit = permits.acquire().await.expect("nobody closes this semaphore");
            fetch(url).await
        })
        .collect();

    let mut outputs = Vec::with_capacity(fetches.len());
    for fetching in fetches {
        outputs.push(fetching.await);
    }
    outputs
}
