// part: fetch_all
// wrote: Wrote `let _ = sem.acquire();`, to silence the warning about a value that is not used.
// cause: `sem.acquire()` only makes a future, and `let _ =` drops it: await it, and keep the permit in a variable.
// was: 5
// from: 2/f4

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
        let _ = sem.acquire();
        fetch(u).await
    }))
    .await
}
