// part: Event
// unwritten: wait_at_most, first_of
// wrote: Made `set` async to lock tokio's `Mutex` there, as one makes everything `async def` in asyncio.
// cause: `set` became async; the stub has `pub fn set(&self)`.
// was: 1
// from: ev16

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Mutex, oneshot};

#[derive(Debug)]
pub struct Event {
    flag: AtomicBool,
    waiters: Mutex<Vec<oneshot::Sender<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: AtomicBool::new(false), waiters: Mutex::new(Vec::new()) }
    }

    pub async fn set(&self) {
        let mut waiters = self.waiters.lock().await;
        self.flag.store(true, Ordering::SeqCst);
        for w in waiters.drain(..) {
            let _ = w.send(());
        }
    }

    pub fn clear(&self) {
        self.flag.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        let (tx, rx) = oneshot::channel();
        {
            let mut waiters = self.waiters.lock().await;
            if self.is_set() {
                return;
            }
            waiters.push(tx);
        }
        let _ = rx.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
