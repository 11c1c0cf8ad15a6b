// part: Event
// mistake: locks a tokio mutex with blocking_lock, which panics inside a runtime
// verdict: Panicked in event::a_late_waiter_passes_at_once

use std::time::Duration;

use tokio::sync::{Mutex, Notify, SetOnce};
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
    set: Mutex<bool>,
    changed: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: Mutex::new(false), changed: Notify::new() }
    }

    pub fn set(&self) {
        *self.set.blocking_lock() = true;
        self.changed.notify_waiters();
    }

    pub fn clear(&self) {
        *self.set.blocking_lock() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.set.blocking_lock()
    }

    pub async fn wait(&self) {
        let next_set = self.changed.notified();
        if !*self.set.lock().await {
            next_set.await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
