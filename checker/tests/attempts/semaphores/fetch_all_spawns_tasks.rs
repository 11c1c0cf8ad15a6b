// part: fetch_all
// wrote: Makes a task for every fetch, as with `asyncio.create_task`.
// cause: The signature promises no `Send` and is given: no task is needed here, take `gather`.
// was: 2
// from: f6, 2/f1

use std::sync::Arc;

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let sem = Arc::new(Semaphore::new(limit));
    let mut tasks = Vec::new();
    for u in urls {
        let permit = sem.clone().acquire_owned().await.unwrap();
        let future = fetch(u);
        tasks.push(tokio::spawn(async move {
            let out = future.await;
            drop(permit);
            out
        }));
    }
    let mut out = Vec::new();
    for t in tasks {
        out.push(t.await.unwrap());
    }
    out
}
