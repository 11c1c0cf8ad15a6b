// part: set_after
// idea: lets a future that never ends run into a timeout instead of sleeping

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{Notify, SetOnce};
use tokio::time::timeout;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait().await;
    work.await
}

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    let _ = timeout(delay, std::future::pending::<()>()).await;
    event.set(()).ok();
}

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    setter.await.expect("the setter panicked");
    outputs
}

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
    changed: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: AtomicBool::new(false), changed: Notify::new() }
    }

    pub fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        let next_set = self.changed.notified();
        if !self.is_set() {
            next_set.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
