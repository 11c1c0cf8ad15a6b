// part: Event
// mistake: waits for a flag in a watch channel, and so misses a set that is followed by a clear
// verdict: Differs in event::who_waited_goes_even_if_clear_follows_at_once

use std::time::Duration;

use tokio::sync::{SetOnce, watch};
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
    state: watch::Sender<bool>,
}

impl Event {
    pub fn new() -> Self {
        Event { state: watch::Sender::new(false) }
    }

    pub fn set(&self) {
        self.state.send_replace(true);
    }

    pub fn clear(&self) {
        self.state.send_replace(false);
    }

    pub fn is_set(&self) -> bool {
        *self.state.borrow()
    }

    pub async fn wait(&self) {
        let mut state = self.state.subscribe();
        state.wait_for(|set| *set).await.expect("the sender lives as long as the event");
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
