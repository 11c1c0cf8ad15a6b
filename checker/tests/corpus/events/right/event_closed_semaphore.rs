// part: Event
// idea: a semaphore without permits, which is closed when the event is set, and replaced when it is cleared

use std::sync::{Arc, Mutex};
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
    gate: Mutex<Arc<Semaphore>>,
}

impl Event {
    pub fn new() -> Self {
        Event { gate: Mutex::new(Arc::new(Semaphore::new(0))) }
    }

    pub fn set(&self) {
        self.gate.lock().unwrap().close();
    }

    pub fn clear(&self) {
        let mut gate = self.gate.lock().unwrap();
        if gate.is_closed() {
            *gate = Arc::new(Semaphore::new(0));
        }
    }

    pub fn is_set(&self) -> bool {
        self.gate.lock().unwrap().is_closed()
    }

    pub async fn wait(&self) {
        let gate = self.gate.lock().unwrap().clone();
        let _closed = gate.acquire().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
