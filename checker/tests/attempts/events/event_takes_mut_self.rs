// part: Event
// unwritten: wait_at_most, first_of
// wrote: Kept plain fields and followed the compiler's help: made it `&mut self` in every method that changes them.
// cause: You changed the signatures: the stub has `&self`, since many tasks share one event.
// was: 1
// from: 2/ev1b

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

    pub fn set(&mut self) {
        self.flag = true;
        for w in self.waiters.drain(..) {
            let _ = w.send(());
        }
    }

    pub fn clear(&mut self) {
        self.flag = false;
    }

    pub fn is_set(&self) -> bool {
        self.flag
    }

    pub async fn wait(&mut self) {
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
