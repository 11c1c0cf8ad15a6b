// part: fetch_all
// idea: a permit is not for a certain url: who gets one takes the next url

use crate::gather;

use std::sync::Mutex;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let count = urls.len();
    let permits = Semaphore::new(limit);
    let urls = Mutex::new(urls.into_iter().enumerate());

    let mut outputs = gather((0..count).map(async |_| {
        let _permit = permits.acquire().await.expect("nobody closes this semaphore");
        let next = urls.lock().unwrap().next();
        let (place, url) = next.expect("there is one for everybody");
        (place, fetch(url).await)
    }))
    .await;
    outputs.sort_by_key(|(place, _)| *place);
    outputs.into_iter().map(|(_, output)| output).collect()
}
