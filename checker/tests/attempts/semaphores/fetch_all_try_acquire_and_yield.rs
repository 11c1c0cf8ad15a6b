// part: fetch_all
// wrote: Tries for a permit in a loop and yields in between, like `asyncio.sleep(0)`.
// cause: Whoever gets no permit asks again and again: `acquire().await` sleeps until there is one.
// was: 4
// from: f10

use tokio::sync::Semaphore;
use tokio::task::yield_now;

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
        let _permit = loop {
            match sem.try_acquire() {
                Ok(permit) => break permit,
                Err(_) => yield_now().await,
            }
        };
        fetch(u).await
    }))
    .await
}
