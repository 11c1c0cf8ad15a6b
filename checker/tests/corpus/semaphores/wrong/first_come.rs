// part: fetch_all
// mistake: returns the outputs in the order in which the fetches end
// diagnosis: results in completion order

use crate::gather;

use std::sync::Mutex;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let permits = Semaphore::new(limit);
    let outputs = Mutex::new(Vec::with_capacity(urls.len()));
    gather(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        let output = fetch(url).await;
        outputs.lock().unwrap().push(output);
    }))
    .await;
    outputs.into_inner().unwrap()
}
