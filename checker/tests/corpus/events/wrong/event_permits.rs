// part: Event
// mistake: gives out one permit per set, so every waiter takes it away from the others
// verdict: Stuck in event::a_late_waiter_passes_at_once

use std::time::Duration;

use tokio::sync::{Semaphore, SetOnce};
use tokio::time::sleep;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait().await;
    work.await
}

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay).await;
    let _ = event.set(());
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
    permits: Semaphore,
}

impl Event {
    pub fn new() -> Self {
        Event { permits: Semaphore::new(0) }
    }

    pub fn set(&self) {
        if !self.is_set() {
            self.permits.add_permits(1);
        }
    }

    pub fn clear(&self) {
        self.permits.forget_permits(1);
    }

    pub fn is_set(&self) -> bool {
        self.permits.available_permits() > 0
    }

    pub async fn wait(&self) {
        let permit = self.permits.acquire().await.expect("nobody closes this semaphore");
        permit.forget();
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
