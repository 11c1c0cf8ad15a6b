// part: fetch_all
// wrote: Took the permit with `let _ = `, since the variable is not needed any more.
// cause: `let _ =` drops the permit at once; `let _permit =` keeps it to the end of the block.
// was: 5
// from: f2, f4

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
        let _ = sem.acquire().await;
        fetch(u).await
    }))
    .await
}
