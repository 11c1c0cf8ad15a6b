// part: Event
// wrote: Put `sleep(0)` into `wait` to give the others a turn first, as with `await asyncio.sleep(0)`.
// cause: `wait` never looks at the clock, so it is polled without a runtime, and `sleep` needs one: leave it out.
// was: 1
// from: ev10

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

#[derive(Debug)]
pub struct Event {
    flag: AtomicBool,
    notify: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: AtomicBool::new(false), notify: Notify::new() }
    }

    pub fn set(&self) {
        self.flag.store(true, Ordering::SeqCst);
        self.notify.notify_waiters();
    }

    pub fn clear(&self) {
        self.flag.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        let notified = self.notify.notified();
        if self.is_set() {
            return;
        }
        sleep(Duration::ZERO).await;
        notified.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
