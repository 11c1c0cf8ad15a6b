// part: Event
// wrote: Keeps a list of oneshot senders, one for each who waits, and unwraps `send`.
// cause: `send` gives an error when the waiter has given up and dropped its receiver, and that may well be.
// was: 3
// from: 2/ev4

use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
struct Inner {
    flag: bool,
    waiters: Vec<oneshot::Sender<()>>,
}

#[derive(Debug)]
pub struct Event {
    inner: Mutex<Inner>,
}

impl Event {
    pub fn new() -> Self {
        Event { inner: Mutex::new(Inner { flag: false, waiters: Vec::new() }) }
    }

    pub fn set(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.flag = true;
        for w in inner.waiters.drain(..) {
            w.send(()).unwrap();
        }
    }

    pub fn clear(&self) {
        self.inner.lock().unwrap().flag = false;
    }

    pub fn is_set(&self) -> bool {
        self.inner.lock().unwrap().flag
    }

    pub async fn wait(&self) {
        let rx = {
            let mut inner = self.inner.lock().unwrap();
            if inner.flag {
                return;
            }
            let (tx, rx) = oneshot::channel();
            inner.waiters.push(tx);
            rx
        };
        let _ = rx.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
