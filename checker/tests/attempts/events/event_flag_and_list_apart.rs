// part: Event
// wrote: Keeps the flag behind one lock and the list of those who wait behind another.
// cause: On several threads a `set` can come after the look at the flag and before the push: one lock for both.
// from: 2/ev5

use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Event {
    flag: Mutex<bool>,
    waiters: Mutex<Vec<oneshot::Sender<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: Mutex::new(false), waiters: Mutex::new(Vec::new()) }
    }

    pub fn set(&self) {
        *self.flag.lock().unwrap() = true;
        for w in self.waiters.lock().unwrap().drain(..) {
            let _ = w.send(());
        }
    }

    pub fn clear(&self) {
        *self.flag.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.flag.lock().unwrap()
    }

    pub async fn wait(&self) {
        if self.is_set() {
            return;
        }
        let (tx, rx) = oneshot::channel();
        self.waiters.lock().unwrap().push(tx);
        let _ = rx.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
