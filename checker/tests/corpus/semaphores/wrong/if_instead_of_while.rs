// part: fetch_all_spawned
// mistake: begins when it is woken, without a second look: the free place may be taken by then
// diagnosis: stale check
// or: limit off by one

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use tokio::task::JoinError;

#[derive(Default)]
struct Places {
    taken: AtomicUsize,
    freed: Notify,
}

/// Gives the place back when it is dropped.
struct Place(Arc<Places>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.taken.fetch_sub(1, Ordering::SeqCst);
        self.0.freed.notify_one();
    }
}

pub async fn fetch_all_spawned<U, F, R>(
    urls: Vec<U>,
    limit: usize,
    fetch: F,
) -> Vec<Result<R::Output, JoinError>>
where
    U: Send + 'static,
    F: Fn(U) -> R + Send + Sync + 'static,
    R: Future + Send + 'static,
    R::Output: Send + 'static,
{
    let places = Arc::new(Places::default());
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (places, fetch) = (places.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            if places.taken.load(Ordering::SeqCst) >= limit {
                places.freed.notified().await;
            }
            places.taken.fetch_add(1, Ordering::SeqCst);
            let _place = Place(places);
            fetch(url).await
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await);
    }
    results
}
