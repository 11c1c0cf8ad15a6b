// part: start_together
// mistake: awaits the setter before it listens for the end of the last waiter, which may have come by then
// diagnosis: lost wake-up

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

/// Tells when the last of them is dropped.
struct Running {
    count: Arc<AtomicUsize>,
    all_ended: Arc<Notify>,
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.count.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.all_ended.notify_waiters();
        }
    }
}

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let count = Arc::new(AtomicUsize::new(waiters.len()));
    let all_ended = Arc::new(Notify::new());

    let mut tasks = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        let running = Running { count: count.clone(), all_ended: all_ended.clone() };
        tasks.push(tokio::spawn(async move {
            let _running = running;
            waiter.await
        }));
    }
    let setter = tokio::spawn(setter);

    let set = setter.await;
    if !tasks.is_empty() {
        all_ended.notified().await;
    }
    // Nobody runs any more: now a panic may be passed on.
    set.expect("the setter panicked");
    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a waiter panicked"));
    }
    outputs
}
