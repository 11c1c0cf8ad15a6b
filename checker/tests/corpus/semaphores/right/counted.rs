// part: fetch_all_spawned
// idea: a count of free places and Notify, given back when a place is dropped

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use tokio::task::JoinError;

struct Places {
    free: AtomicUsize,
    freed: Notify,
}

struct Place(Arc<Places>);

impl Places {
    async fn take(self: Arc<Self>) -> Place {
        loop {
            let freed = self.freed.notified();
            let taken =
                self.free.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |free| free.checked_sub(1));
            if taken.is_ok() {
                return Place(self.clone());
            }
            freed.await;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.free.fetch_add(1, Ordering::SeqCst);
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
    let places = Arc::new(Places { free: AtomicUsize::new(limit), freed: Notify::new() });
    let fetch = Arc::new(fetch);

    let mut tasks = Vec::with_capacity(urls.len());
    for url in urls {
        let (places, fetch) = (places.clone(), fetch.clone());
        tasks.push(tokio::spawn(async move {
            let _place = places.take().await;
            fetch(url).await
        }));
    }

    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await);
    }
    results
}
