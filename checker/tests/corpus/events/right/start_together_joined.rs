// part: start_together
// idea: joins all handles by hand, so that a panic is passed on at once

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::{Notify, SetOnce};
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
    let mut waiters: Vec<_> = waiters.into_iter().map(|waiter| (tokio::spawn(waiter), None)).collect();
    let mut setter = Some(tokio::spawn(setter));

    poll_fn(|cx| {
        let mut all = true;
        for (waiter, output) in waiters.iter_mut().filter(|(_, output)| output.is_none()) {
            match Pin::new(waiter).poll(cx) {
                Poll::Ready(ended) => *output = Some(ended.expect("a waiter panicked")),
                Poll::Pending => all = false,
            }
        }
        if let Some(task) = &mut setter {
            match Pin::new(task).poll(cx) {
                Poll::Ready(ended) => {
                    ended.expect("the setter panicked");
                    setter = None;
                }
                Poll::Pending => all = false,
            }
        }
        if all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    waiters.into_iter().filter_map(|(_, output)| output).collect()
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
