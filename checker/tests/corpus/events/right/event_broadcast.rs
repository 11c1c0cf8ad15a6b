// part: Event
// idea: a broadcast channel calls those who wait, a flag remembers

use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::{SetOnce, broadcast};
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
    calls: broadcast::Sender<()>,
}

impl Event {
    pub fn new() -> Self {
        Event { set: Mutex::new(false), calls: broadcast::Sender::new(1) }
    }

    pub fn set(&self) {
        let mut set = self.set.lock().unwrap();
        if !*set {
            *set = true;
            let _nobody_waits = self.calls.send(());
        }
    }

    pub fn clear(&self) {
        *self.set.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.set.lock().unwrap()
    }

    pub async fn wait(&self) {
        let mut calls = {
            let set = self.set.lock().unwrap();
            if *set {
                return;
            }
            self.calls.subscribe()
        };
        // A receiver that lags behind was called too.
        let _ = calls.recv().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
