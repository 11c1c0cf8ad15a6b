// part: Event
// wrote: Keeps only the sender of a `watch` channel and unwraps `send(true)`.
// cause: `send` gives an error when nobody has a receiver, that is, when nobody waits, and that may well be.
// was: 3
// from: ev7, 2/ev11

use tokio::sync::watch;

#[derive(Debug)]
pub struct Event {
    tx: watch::Sender<bool>,
}

impl Event {
    pub fn new() -> Self {
        Event { tx: watch::channel(false).0 }
    }

    pub fn set(&self) {
        self.tx.send(true).unwrap();
    }

    pub fn clear(&self) {
        self.tx.send(false).unwrap();
    }

    pub fn is_set(&self) -> bool {
        *self.tx.borrow()
    }

    pub async fn wait(&self) {
        let mut rx = self.tx.subscribe();
        rx.wait_for(|set| *set).await.unwrap();
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
