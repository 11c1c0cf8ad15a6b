// part: fetch_all
// wrote: Makes the semaphore inside the `async` block, where it is used.
// cause: Each future has a semaphore of its own, so none limits the others: make one and share it.
// was: 2
// from: 2/f8

use tokio::sync::Semaphore;

use crate::gather;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let fetch = &fetch;
    gather(urls.into_iter().map(|u| async move {
        let sem = Semaphore::new(limit);
        let _permit = sem.acquire().await.unwrap();
        fetch(u).await
    }))
    .await
}
