// part: fetch_all
// wrote: Takes a permit and awaits the fetch in a `for` loop.
// cause: The loop awaits each fetch before it begins the next, so there is never more than one in flight.
// was: 4
// from: f7, 2/f6

use tokio::sync::Semaphore;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let sem = Semaphore::new(limit);
    let mut out = Vec::new();
    for u in urls {
        let _permit = sem.acquire().await.unwrap();
        out.push(fetch(u).await);
    }
    out
}
