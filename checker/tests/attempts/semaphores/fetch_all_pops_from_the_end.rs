// part: fetch_all
// wrote: Takes the urls with `pop` in a loop, and `pop` takes the last one.
// cause: `pop` takes from the end, so the outputs stand in the reverse of the order of `urls`.
// was: 3
// from: f13

use tokio::sync::Semaphore;

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let sem = Semaphore::new(limit);
    let sem = &sem;
    let fetch = &fetch;
    let mut urls = urls;
    let mut futures = Vec::new();
    while let Some(u) = urls.pop() {
        futures.push(async move {
            let _permit = sem.acquire().await.unwrap();
            fetch(u).await
        });
    }
    gather(futures).await
}
