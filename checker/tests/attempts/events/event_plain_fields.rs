// part: Event
// wrote: A plain `bool` and a `Vec` of waiters, assigned to through `&self`, as one does with `self` in Python.
// cause: Many tasks share the event through `&self`: what changes must stand in a `Mutex` or an atomic.
// was: 2
// from: ev1, 2/ev1

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Event {
    flag: bool,
    waiters: Vec<oneshot::Sender<()>>,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: false, waiters: Vec::new() }
    }

    pub fn set(&self) {
        self.flag = true;
        for w in self.waiters.drain(..) {
            let _ = w.send(());
        }
    }

    pub fn clear(&self) {
        self.flag = false;
    }

    pub fn is_set(&self) -> bool {
        self.flag
    }

    pub async fn wait(&self) {
        if self.flag {
            return;
        }
        let (tx, rx) = oneshot::channel();
        self.waiters.push(tx);
        let _ = rx.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
