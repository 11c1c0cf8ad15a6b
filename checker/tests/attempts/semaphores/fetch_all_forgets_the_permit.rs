// part: fetch_all
// wrote: Keeps the permit with `forget`, read as: let nobody drop it.
// cause: `forget` means that the permit never comes back, so after `limit` fetches there is none left.
// was: 5
// from: f12

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
    gather(urls.into_iter().map(|u| async move {
        let permit = sem.acquire().await.unwrap();
        permit.forget();
        fetch(u).await
    }))
    .await
}
