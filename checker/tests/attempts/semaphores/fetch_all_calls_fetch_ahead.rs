// part: fetch_all
// wrote: Calls `fetch` for every url first, since calling a coroutine function does nothing yet in Python.
// cause: `fetch(u)` is called for all urls at the beginning: call it when the permit is there.
// was: 4
// from: f8, 2/f7

use tokio::sync::Semaphore;

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let sem = Semaphore::new(limit);
    let sem = &sem;
    let mut futures = Vec::new();
    for u in urls {
        let future = fetch(u);
        futures.push(async move {
            let _permit = sem.acquire().await.unwrap();
            future.await
        });
    }
    gather(futures).await
}
