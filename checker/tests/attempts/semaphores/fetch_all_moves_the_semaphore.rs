// part: fetch_all
// wrote: Wrote `async move` in the closure, since the url has to move into it.
// cause: `async move` takes the semaphore along too: borrow it before, with `let sem = &sem;`.
// was: 3
// from: f3, 2/f2

use tokio::sync::Semaphore;

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let sem = Semaphore::new(limit);
    gather(urls.into_iter().map(|u| async move {
        let _permit = sem.acquire().await.unwrap();
        fetch(u).await
    }))
    .await
}
