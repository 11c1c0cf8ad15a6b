// part: Event
// idea: a new SetOnce after every clear, but only when the old one was set

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::SetOnce;
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
    current: Mutex<Arc<SetOnce<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { current: Mutex::new(Arc::new(SetOnce::new())) }
    }

    pub fn set(&self) {
        let _ = self.current.lock().unwrap().set(());
    }

    pub fn clear(&self) {
        let mut current = self.current.lock().unwrap();
        if current.initialized() {
            *current = Arc::new(SetOnce::new());
        }
    }

    pub fn is_set(&self) -> bool {
        self.current.lock().unwrap().initialized()
    }

    pub async fn wait(&self) {
        let current = self.current.lock().unwrap().clone();
        current.wait().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
